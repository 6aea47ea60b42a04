import type { ChartStatus } from '../../schemas/chart/status.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import type { StreamName } from '../../schemas/stream.ts';
import { eventsOf, unopenedCommit } from '../../store/codec.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import { readNext } from '../../store/read-stream.ts';
import { streamKey } from '../../store/stream-key.ts';
import { unchanging } from '../../store/unchanging.ts';

export type ChartStream = StreamName & { readonly category: 'chart' };

/** The chart of a feed entry. */
export const chartOf = ({ tenant_id, id }: FeedEntry): ChartStream => ({ tenant_id, category: 'chart', id });

/** The events of the commit after a version, as far as they are nobody's. */
const eventsAfter = async (commits: CommitTable, chart: ChartStream, version: number) => {
  const commit = await readNext(commits, chart, version);
  return commit ? eventsOf<'chart'>(unopenedCommit(commit)) : [];
};

const openedIncident = async (commits: CommitTable, chart: ChartStream): Promise<string> => {
  const [first] = await eventsAfter(commits, chart, 0);
  if (first?.type !== 'chart.opened')
    throw new CorruptCommit({ stream: streamKey(chart), version: 1 }, 'it does not begin with chart.opened');
  return first.data.incident_id;
};

/** The incident a chart belongs to, which it says in its first event and never changes; so it is read once and kept. */
export const incidentsOf = (commits: CommitTable) =>
  unchanging((chart: ChartStream) => openedIncident(commits, chart));

/** The status that a commit brought the chart to, or undefined when it changed none; the feed does not carry it. */
export const statusSince = async (
  commits: CommitTable,
  entry: FeedEntry,
): Promise<ChartStatus | undefined> => {
  if (!entry.events.some(({ type }) => type === 'chart.status_changed')) return undefined;
  const events = await eventsAfter(commits, chartOf(entry), entry.first_version - 1);
  return events.findLast((event) => event.type === 'chart.status_changed')?.data.to;
};
