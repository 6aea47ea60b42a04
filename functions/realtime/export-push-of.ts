import type { ExportStatus } from '../../schemas/export.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import { channelOf, EXPORT_CHANGED, ExportEventType, Push } from '../../schemas/realtime.ts';

/** What a feed entry does not say of an export's commit. */
export interface ExportFacts {
  readonly incident_id: string;
  readonly chart_id: string;
  readonly status: ExportStatus;
}

/** The push of one commit of a chart's export, to who listens to the chart's incident: nothing but identities and where it stands. */
export const exportPushOf = (entry: FeedEntry, { incident_id, chart_id, status }: ExportFacts): Push => {
  const { tenant_id, id: export_id, seq, version, time } = entry;
  const channel = channelOf({ tenant_id, incident_id });
  const events = entry.events.map(({ type }) => ExportEventType.parse(type));
  return Push.parse({
    ...{ type: EXPORT_CHANGED, channel, seq, chart_id, export_id, version, events, time, status },
  });
};
