import { feed } from '../../store/feed/feed.ts';
import { keyParts } from '../../store/stream-key.ts';
import type { Check } from './finding.ts';

const ALL = 10_000;

/** Whoever listened from the beginning was told of every commit of a chart, under the number that it has in the feed. */
export const pushed: Check = async ({ service: { site }, streams }) => {
  const tenants = new Set([...streams.keys()].map((pk) => keyParts(pk).tenant_id ?? ''));
  const { read } = feed(site.feed);
  const entries = (await Promise.all([...tenants].map((tenant) => read(tenant, -1, ALL)))).flat();
  return entries
    .filter(({ category }) => category === 'chart')
    .flatMap(({ id, version, seq }) => {
      const told = [...(site.pushed.get(`${id} v${version}`) ?? [])];
      if (told.length === 1 && told[0] === seq) return [];
      const numbers = told.length === 0 ? 'never pushed' : `pushed as number ${told.join(' and ')}`;
      const problem = `${id} v${version} is number ${seq} in the feed, and was ${numbers}`;
      return [{ check: 'every commit of a chart is pushed', problem, about: id }];
    });
};
