import type { EventOf } from '../schemas/catalogue.ts';
import { CHART_EVENTS, type ChartEvent } from '../schemas/chart/events.ts';
import type { Commit } from '../schemas/commit.ts';
import type { StreamName } from '../schemas/stream.ts';
import { GENESIS } from '../store/commit-hash.ts';
import type { CommitItem } from '../store/commit-item.ts';
import type { Because } from '../store/event-store.ts';
import { itemOf } from '../store/sealed-commit.ts';
import { CHART_ID, idOf, MEDIC, minute, TENANT } from './sample-chart.ts';

type ChartStream = StreamName & { category: 'chart' };

/** The sample chart's stream, or another tenant's or another chart's. */
export const streamOf = (tenant_id = TENANT, id = CHART_ID): ChartStream => ({
  tenant_id,
  category: 'chart',
  id,
});

/** Why the `n`-th append was made: by a medic, `n` minutes after the call. */
export const because = (n: number): Because => ({
  time: minute(n),
  actor: MEDIC,
  command_id: idOf(5000 + n),
  correlation_id: `trace-${n}`,
  causation_id: `request-${n}`,
});

/** The commit that appends these events after a version; the number in its facts is its first version. */
export const commitOf = (
  events: readonly ChartEvent[],
  { after = 0, stream = streamOf() }: { after?: number; stream?: ChartStream } = {},
): Commit => ({
  ...stream,
  first_version: after + 1,
  version: after + events.length,
  ...because(after + 1),
  events: events.map(({ type, data }: EventOf<'chart'>) => ({
    type,
    schema_version: CHART_EVENTS[type].schema_version,
    data,
  })),
  hash: GENESIS,
});

/** The item of a commit, its hash whole; nothing in it is sealed, as who only copies or publishes it does not notice. */
export const itemFor = ({ hash: _, ...commit }: Commit): CommitItem =>
  itemOf({ ...commit, prev: GENESIS, events: commit.events.map(({ shredded: __, ...event }) => event) });
