import * as z from 'zod';
import { CHART_EVENTS, type ChartEvent, IncidentId } from './chart/events.ts';
import { ChartStatus } from './chart/status.ts';
import { ErrorBody } from './error.ts';
import { EXPORT_EVENTS, type ExportEvent, ExportStatus } from './export.ts';
import { Caller, Role, TenantId } from './identity.ts';
import { Instant } from './instant.ts';
import { parsedJson } from './json.ts';
import { Seq, Version } from './stream.ts';

/** Who may listen to incidents: the roles that may read charts, and no other. */
export const Listener = Caller.extend({ role: Role.extract(['ems', 'admin', 'billing']) });
export type Listener = z.infer<typeof Listener>;

/** The gateway's name for one open WebSocket; never given twice. */
export const ConnectionId = z.string().regex(/^[\w+/=-]{1,128}$/);

/** One open WebSocket of a tenant. */
export const Connection = z.object({ tenant_id: TenantId, connection_id: ConnectionId });
export type Connection = z.infer<typeof Connection>;

/** One incident of a tenant: what a channel tells of. */
export const Incident = z.object({ tenant_id: TenantId, incident_id: IncidentId });
export type Incident = z.infer<typeof Incident>;

const FORM = 'a channel reads incident:{tenant_id}:{incident_id}';

/** A channel as clients write it, `incident:{tenant_id}:{incident_id}`; read, it is the incident it names. */
const Channel = z
  .string()
  .max(120)
  .transform((text) => text.split(':'))
  .pipe(z.tuple([z.literal('incident', FORM), TenantId, IncidentId], FORM))
  .transform(([, tenant_id, incident_id]): Incident => ({ tenant_id, incident_id }));

/** The channel of an incident, as clients write it. */
export const channelOf = ({ tenant_id, incident_id }: Incident): string =>
  `incident:${tenant_id}:${incident_id}`;

/** The most channels one connection may be subscribed to. */
export const MAX_CHANNELS = 50;

const JsonText = z.string().transform((text, context): unknown => {
  const value = parsedJson(text);
  if (value !== undefined) return value;
  context.issues.push({ code: 'custom', message: 'is not JSON', input: text });
  return z.NEVER;
});

/** What a client may say over its WebSocket, from the text of one frame. `ping` keeps an idle connection open. */
export const ClientMessage = JsonText.pipe(
  z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('subscribe'), channel: Channel }),
    z.strictObject({ action: z.literal('unsubscribe'), channel: Channel }),
    z.strictObject({ action: z.literal('ping') }),
  ]),
);
export type ClientMessage = z.infer<typeof ClientMessage>;

/** The name of exports in the feed, and of what who listens to the incident of an exported chart is told. */
export const EXPORT_CHANGED = 'nemsis.export_status_changed';

/** The name under which the tenant's feed tells of each event of a chart or an export; a new one cannot be forgotten here. */
export const FEED_NAMES: Record<ChartEvent['type'], IncidentPush['type']> &
  Record<ExportEvent['type'], typeof EXPORT_CHANGED> = {
  'chart.opened': 'incident.updated',
  'chart.response_recorded': 'incident.updated',
  'chart.times_recorded': 'incident.updated',
  'chart.location_recorded': 'incident.updated',
  'chart.situation_recorded': 'incident.updated',
  'chart.disposition_recorded': 'incident.updated',
  'chart.patient_recorded': 'incident.updated',
  'chart.narrative_recorded': 'incident.updated',
  'chart.vitals_recorded': 'incident.updated',
  'chart.vitals_corrected': 'incident.updated',
  'chart.intervention_recorded': 'incident.updated',
  'chart.intervention_corrected': 'incident.updated',
  'chart.signature_added': 'incident.updated',
  'chart.attachment_added': 'incident.updated',
  'chart.elements_recorded': 'incident.updated',
  'chart.status_changed': 'incident.status_changed',
  'export.requested': EXPORT_CHANGED,
  'export.judged': EXPORT_CHANGED,
  'export.artifact_recorded': EXPORT_CHANGED,
  'export.demographics_refused': EXPORT_CHANGED,
  'export.submission_asked': EXPORT_CHANGED,
  'export.submission_answered': EXPORT_CHANGED,
};

/** The type of a chart's event. */
export const ChartEventType = z.enum(Object.keys(CHART_EVENTS) as ChartEvent['type'][]);
export type ChartEventType = z.infer<typeof ChartEventType>;

/** The type of an export's event. */
export const ExportEventType = z.enum(Object.keys(EXPORT_EVENTS) as ExportEvent['type'][]);

const told = { channel: z.string(), seq: Seq, chart_id: z.uuid(), version: Version.min(1), time: Instant };

const push = <T extends string, F extends z.core.$ZodLooseShape>(type: T, fields: F) =>
  z.strictObject({ type: z.literal(type), ...told, events: z.array(ChartEventType).min(1), ...fields });

const INCIDENT_PUSHES = [
  push('incident.updated', {}),
  push('incident.status_changed', { status: ChartStatus }),
] as const;
type IncidentPush = z.infer<(typeof INCIDENT_PUSHES)[number]>;

/** Of an export `version` is that of the export, and `status` where it stood there. */
const ExportPush = z.strictObject({
  type: z.literal(EXPORT_CHANGED),
  ...told,
  export_id: z.uuid(),
  events: z.array(ExportEventType).min(1),
  status: ExportStatus,
});

/**
 * What subscribers of an incident are told: that a chart of it, or an export of one, changed, never what is in it. It may
 * come twice or out of order; `version` says whether it is news, and a read (of a chart, with `min_version`) gives what
 * changed to whom may see it.
 * `seq` is the commit's place in the tenant's feed, which has no gaps. A client that reconnects, or misses a version of
 * a chart, subscribes, then asks `GET /v1/events?after=<cursor>` until nothing comes, and drops by `seq` what it knows.
 * Its cursor is the `next_after` of its last read and never the `seq` of a push: an earlier push may still be on its way.
 */
export const Push = z.discriminatedUnion('type', [...INCIDENT_PUSHES, ExportPush]);
export type Push = z.infer<typeof Push>;

/** All that the service says over a WebSocket: answers to the client's messages, and pushes. */
export const ServerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribed'), channel: z.string() }),
  z.strictObject({ type: z.literal('unsubscribed'), channel: z.string() }),
  z.strictObject({ type: z.literal('pong') }),
  z.strictObject({ type: z.literal('error'), error: ErrorBody.shape.error }),
  ...Push.options,
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

/** A one-time ticket: the tenant, a dot, and 32 random bytes in base64url. */
export const Ticket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}\.[\w-]{43}$/)
  .meta({ description: 'Opens one WebSocket, once' });
