import type { ChartStatus } from '../../schemas/chart/status.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { eventsOf } from '../../store/codec.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import type { EventStore } from '../../store/event-store.ts';
import { streamKey } from '../../store/stream-key.ts';

type ChartStream = StreamName & { readonly category: 'chart' };

const MAX_KNOWN = 10_000;

/** The chart of a feed entry. */
export const chartOf = ({ tenant_id, id }: FeedEntry): ChartStream => ({ tenant_id, category: 'chart', id });

const openedIncident = async (store: EventStore, chart: ChartStream): Promise<string> => {
  const commit = await store.next(chart, 0);
  const [first] = commit ? eventsOf<'chart'>(commit) : [];
  if (first?.type !== 'chart.opened')
    throw new CorruptCommit({ stream: streamKey(chart), version: 1 }, 'it does not begin with chart.opened');
  return first.data.incident_id;
};

/** The incident a chart belongs to, which it says in its first event and never changes; so it is read once and kept. */
export const incidentsOf = (store: EventStore) => {
  const known = new Map<string, string>();
  return async (chart: ChartStream): Promise<string> => {
    const key = `${chart.tenant_id}#${chart.id}`;
    const incident_id = known.get(key) ?? (await openedIncident(store, chart));
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, incident_id);
    return incident_id;
  };
};

/** The status that a commit brought the chart to, or undefined when it changed none; the feed does not carry it. */
export const statusSince = async (store: EventStore, entry: FeedEntry): Promise<ChartStatus | undefined> => {
  if (!entry.events.some(({ type }) => type === 'chart.status_changed')) return undefined;
  const commit = await store.next(chartOf(entry), entry.first_version - 1);
  const events = commit ? eventsOf<'chart'>(commit) : [];
  return events.findLast((event) => event.type === 'chart.status_changed')?.data.to;
};
