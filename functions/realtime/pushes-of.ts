import type { ChartStatus } from '../../schemas/chart/status.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import { ChartEventType, channelOf, FEED_NAMES, Push } from '../../schemas/realtime.ts';

/** What a feed entry does not say of its commit. */
export interface CommitFacts {
  readonly incident_id: string;
  readonly status: ChartStatus | undefined;
}

/** The pushes of one commit of a chart: one for each feed name that its events have, made of nothing but identities. */
export const pushesOf = (entry: FeedEntry, { incident_id, status }: CommitFacts): readonly Push[] => {
  const types = entry.events.map(({ type }) => ChartEventType.parse(type));
  const channel = channelOf({ tenant_id: entry.tenant_id, incident_id });
  const { id: chart_id, seq, version, time } = entry;
  return [...Map.groupBy(types, (type) => FEED_NAMES[type])].map(([type, events]) =>
    Push.parse({
      ...{ type, channel, seq, chart_id, version, events, time },
      ...(type === 'incident.status_changed' && { status }),
    }),
  );
};
