const channel = 'incident:danbury-fire:2c7b2d1e-5a0f-5d0a-9a53-0d4c1c9a7b10';
const chart_id = '8f14e45f-ceea-467f-9d2c-3b1f6a7c0e55';
const time = '2024-10-08T01:12:40.000Z';

/** What a client says, by its action. */
export const CLIENT_EXAMPLES: Readonly<Record<string, object>> = {
  subscribe: { action: 'subscribe', channel },
  unsubscribe: { action: 'unsubscribe', channel },
  ping: { action: 'ping' },
};

/** What the service says, by its type. The incident is made up. */
export const SERVER_EXAMPLES: Readonly<Record<string, object>> = {
  subscribed: { type: 'subscribed', channel },
  unsubscribed: { type: 'unsubscribed', channel },
  pong: { type: 'pong' },
  error: {
    type: 'error',
    error: {
      code: 'VALIDATION_FAILED',
      message: 'The message cannot be read.',
      details: {
        issues: [{ path: 'channel', message: 'a channel reads incident:{tenant_id}:{incident_id}' }],
      },
      trace_id: '1-67048f61-3f2a9c0d5b7e4a1880c6d2e4',
    },
  },
  'incident.updated': {
    type: 'incident.updated',
    channel,
    seq: 5021,
    chart_id,
    version: 8,
    events: ['chart.vitals_recorded'],
    time,
  },
  'incident.status_changed': {
    type: 'incident.status_changed',
    channel,
    seq: 5021,
    chart_id,
    version: 13,
    events: ['chart.status_changed'],
    time,
    status: 'ready_for_review',
  },
  'nemsis.export_status_changed': {
    type: 'nemsis.export_status_changed',
    channel,
    seq: 5030,
    chart_id,
    export_id: '3c59dc04-8e88-5024-9bbe-079a5d7b1a2e',
    version: 2,
    events: ['export.judged'],
    time,
    status: 'ready_for_export',
  },
};

/** What the bus carries of one commit. */
export const BUS_EXAMPLE = {
  tenant_id: 'danbury-fire',
  category: 'chart',
  id: chart_id,
  first_version: 13,
  version: 13,
  time,
  actor: { user_id: '1679091c-5a88-4faf-8fb5-e6087eb1b2dc', role: 'ems' },
  command_id: 'e4da3b7f-bbce-5345-9777-2b0674a318d5',
  correlation_id: '1-67048f61-3f2a9c0d5b7e4a1880c6d2e4',
  causation_id: 'Yz1kXjRiIAMEV3g=',
  hash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  events: [{ type: 'chart.status_changed', schema_version: 1 }],
};
