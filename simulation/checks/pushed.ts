import { keyParts } from '../../store/stream-key.ts';
import type { Check } from './finding.ts';

/** Whoever listened from the beginning was told of every commit of a chart. */
export const pushed: Check = async ({ service: { site }, streams }) =>
  [...streams].flatMap(([pk, commits]) => {
    const { category, id = '' } = keyParts(pk);
    const unheard =
      category === 'chart' ? commits.filter(({ last }) => !site.pushed.has(`${id} v${last}`)) : [];
    return unheard.map(({ last }) => ({
      check: 'every commit of a chart is pushed',
      problem: `nobody was told of ${pk} v${last}`,
      about: id,
    }));
  });
