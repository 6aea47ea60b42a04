import { isDeepStrictEqual } from 'node:util';
import { project } from '../../projections/charts.ts';
import { projected } from '../../store/catch-up.ts';
import { keyParts } from '../../store/stream-key.ts';
import { written } from '../../store/views/generations.ts';
import { copiesIn } from '../aws/row-items.ts';
import { freshRing, freshStore } from '../world/prepare.ts';
import type { Check, Finding } from './finding.ts';

/** Every row of every copy that is written to is what a fold of its stream makes, which nothing was kept of. */
export const rows: Check = async ({ service: { site }, streams }) => {
  const copies = copiesIn(site.rows, freshRing(site));
  const store = freshStore(site);
  const generations = written(await site.generations.read());
  const findings: Finding[] = [];
  for (const pk of streams.keys()) {
    const { tenant_id = '', category, id = '' } = keyParts(pk);
    if (category !== 'chart') continue;
    const { commits } = await store.load({ tenant_id, category, id });
    const fresh = projected(project, undefined, commits);
    for (const generation of generations) {
      const row = await copies.of(generation).get(tenant_id, id);
      if (isDeepStrictEqual(row, fresh)) continue;
      const problem = `the row of ${pk} in generation ${generation} is v${row?.version}, the fold v${fresh?.version}`;
      findings.push({ check: 'a row equals a fresh fold', problem, about: id });
    }
  }
  return findings;
};
