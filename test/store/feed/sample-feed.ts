import type { BusEntry } from '../../../schemas/commit.ts';
import type { StreamName } from '../../../schemas/stream.ts';
import type { History } from '../../../store/feed/history.ts';
import { streamKey } from '../../../store/stream-key.ts';
import { idOf } from '../../sample-chart.ts';
import { because } from '../../sample-commits.ts';

/** What the bus tells of a commit of `events` events to the `n`-th chart of a tenant. */
export const told = (tenant_id: string, n: number, first_version: number, events = 1): BusEntry => ({
  tenant_id,
  category: 'chart',
  id: idOf(n),
  first_version,
  version: first_version + events - 1,
  ...because(first_version),
  hash: Buffer.from(`${n}-${first_version}`.padEnd(32, '.')).toString('base64'),
  events: Array.from({ length: events }, () => ({ type: 'chart.patient_recorded', schema_version: 1 })),
});

/** A history of these commits and no others. */
export const historyOf = (commits: readonly BusEntry[]): History => ({
  async *after(name: StreamName, version) {
    const own = commits.filter(
      (commit) => streamKey(commit) === streamKey(name) && commit.first_version > version,
    );
    yield* own.toSorted((a, b) => a.first_version - b.first_version);
  },
});

/** For feeds of which nobody listens for what was missed. */
export const unheard = async (): Promise<void> => undefined;

/** What identifies a commit in the feed: `chart 3 v4`. */
export const placeOf = ({ id, first_version }: Pick<BusEntry, 'id' | 'first_version'>): string =>
  `chart ${Number(id.slice(-12))} v${first_version}`;
