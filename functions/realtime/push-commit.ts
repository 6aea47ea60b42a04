import type { FeedEntry } from '../../schemas/feed.ts';
import type { Push } from '../../schemas/realtime.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import type { Connections } from '../../store/realtime/connections.ts';
import type { Handle } from '../events/consume.ts';
import { type ChartStream, chartOf, incidentsOf, statusSince } from './chart-facts.ts';
import { deliver } from './deliver.ts';
import { exportedCharts, exportOf, exportStatusAt } from './export-facts.ts';
import { exportPushOf } from './export-push-of.ts';
import { pushesOf } from './pushes-of.ts';
import type { Sockets } from './sockets.ts';

/** What a push is made of, to whom it goes, and how. */
export interface PushParts {
  /** Nothing of anybody is pushed, so nothing is opened. */
  readonly commits: CommitTable;
  readonly connections: Connections;
  readonly sockets: Sockets;
}

/** The chart that an entry is of: its own, or that of its export; undefined for an export of demographic data. */
const chartsOf = (commits: CommitTable) => {
  const exported = exportedCharts(commits);
  return async (entry: FeedEntry): Promise<ChartStream | undefined> => {
    if (entry.category !== 'export') return chartOf(entry);
    const id = await exported(exportOf(entry));
    return id === undefined ? undefined : { tenant_id: entry.tenant_id, category: 'chart', id };
  };
};

const pushed = async (
  commits: CommitTable,
  entry: FeedEntry,
  of: { readonly incident_id: string; readonly chart_id: string },
): Promise<readonly Push[]> =>
  entry.category === 'export'
    ? [exportPushOf(entry, { ...of, status: await exportStatusAt(commits, entry) })]
    : pushesOf(entry, { ...of, status: await statusSince(commits, entry) });

/**
 * Tells the subscribers of an incident of one commit: of a chart of it, or of the export of one. Subscribers are found
 * under a key that begins with the commit's tenant, so nobody of another tenant can be among them.
 */
export const pushCommit = ({ commits, connections, sockets }: PushParts): Handle<FeedEntry> => {
  const incidentOf = incidentsOf(commits);
  const chartFor = chartsOf(commits);
  return async (entry) => {
    const { tenant_id } = entry;
    const chart = await chartFor(entry);
    if (!chart) return;
    const incident_id = await incidentOf(chart);
    const subscribers = await connections.subscribers({ tenant_id, incident_id });
    if (subscribers.length === 0) return;
    const pushes = await pushed(commits, entry, { incident_id, chart_id: chart.id });
    const forget = (connection_id: string) => connections.close({ tenant_id, connection_id }, [incident_id]);
    await deliver({ sockets, subscribers, pushes, forget });
  };
};
