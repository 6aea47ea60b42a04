import type { FeedEntry } from '../../schemas/feed.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import type { Connections } from '../../store/realtime/connections.ts';
import type { Handle } from '../events/consume.ts';
import { chartOf, incidentsOf, statusSince } from './chart-facts.ts';
import { deliver } from './deliver.ts';
import { pushesOf } from './pushes-of.ts';
import type { Sockets } from './sockets.ts';

/** What a push is made of, to whom it goes, and how. */
export interface PushParts {
  /** Nothing of anybody is pushed, so nothing is opened. */
  readonly commits: CommitTable;
  readonly connections: Connections;
  readonly sockets: Sockets;
}

/**
 * Tells the subscribers of a chart's incident of one commit. Subscribers are found under a key that begins with the
 * commit's tenant, so nobody of another tenant can be among them.
 */
export const pushCommit = ({ commits, connections, sockets }: PushParts): Handle<FeedEntry> => {
  const incidentOf = incidentsOf(commits);
  return async (entry) => {
    const { tenant_id } = entry;
    const incident_id = await incidentOf(chartOf(entry));
    const subscribers = await connections.subscribers({ tenant_id, incident_id });
    if (subscribers.length === 0) return;
    const pushes = pushesOf(entry, { incident_id, status: await statusSince(commits, entry) });
    const forget = (connection_id: string) => connections.close({ tenant_id, connection_id }, [incident_id]);
    await deliver({ sockets, subscribers, pushes, forget });
  };
};
