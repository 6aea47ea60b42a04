import { isDeepStrictEqual } from 'node:util';
import * as chart from '../../domain/chart.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import { eventsOf } from '../../store/codec.ts';
import { keyParts } from '../../store/stream-key.ts';
import { freshStore } from '../world/prepare.ts';
import type { Check, Finding } from './finding.ts';

/** What is read from a snapshot on is what all events make. */
export const heads: Check = async ({ service: { site }, streams }) => {
  const store = freshStore(site);
  const findings: Finding[] = [];
  for (const [pk, commits] of streams) {
    const { tenant_id = '', category, id = '' } = keyParts(pk);
    if (category !== 'chart' || !commits.some(({ snapshot }) => snapshot)) continue;
    const name = { tenant_id, category, id } as const;
    const { state } = await store.head(name, chart);
    const events = (await store.load(name)).commits.flatMap((commit) => eventsOf<'chart'>(commit));
    const fresh = events.reduce<Chart>(chart.evolve, chart.initial);
    if (isDeepStrictEqual(state, fresh)) continue;
    const problem = `the head of ${pk} is not what its events make`;
    findings.push({ check: 'a snapshot equals a fresh fold', problem, about: id });
  }
  return findings;
};
