import type { ErrorCode } from '../error.ts';
import { AGENCY_EXAMPLES } from './agency-examples.ts';
import { AUDIT_EXAMPLES } from './audit-examples.ts';
import { CHART_EXAMPLES } from './chart-examples.ts';
import { type Examples, id, updated_at, user_id } from './example.ts';
import { EXPORT_EXAMPLES } from './export-examples.ts';
import { NEMSIS_EXAMPLES } from './nemsis-examples.ts';
import { USER_EXAMPLES } from './user-examples.ts';

const ticket = 'danbury-fire.Zk3q9sVb1xTq0hJ8mN5rYw2uPcLd7aEfG4iKo6tRvX8';

/** A body and an answer of each operation, by its name. */
export const EXAMPLES: Examples = {
  ...USER_EXAMPLES,
  ...CHART_EXAMPLES,
  ...EXPORT_EXAMPLES,
  ...AUDIT_EXAMPLES,
  ...NEMSIS_EXAMPLES,
  ...AGENCY_EXAMPLES,
  destroySubject: {
    body: { reason: 'Request 2024-117 under the agency’s retention schedule.' },
    answer: { kind: 'patient', id, version: 1 },
  },
  listEvents: {
    answer: {
      items: [
        {
          seq: 5021,
          category: 'chart',
          id,
          first_version: 12,
          version: 12,
          time: updated_at,
          actor: { user_id, role: 'ems' },
          events: [{ type: 'chart.attachment_added', schema_version: 1 }],
          hash: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
          type: ['incident.updated'],
        },
      ],
      next_after: 5021,
    },
  },
  issueTicket: {
    answer: {
      ticket,
      url: `wss://push.example/live?ticket=${ticket}`,
      expires_at: '2024-10-08T00:27:10.000Z',
    },
  },
  getHealth: { answer: { status: 'ok' } },
  getEventDocument: { answer: { asyncapi: '3.0.0' } },
};

/** What stands in `details` of an error, for the codes that have something to say there. */
export const ERROR_DETAILS: Readonly<Partial<Record<ErrorCode, object>>> = {
  VALIDATION_FAILED: {
    issues: [{ path: 'body.version', message: 'Invalid input: expected number, received string' }],
  },
  FORBIDDEN: { roles: ['ems', 'admin'] },
  VERSION_CONFLICT: { server_version: 13, updated_at },
  PAYLOAD_TOO_LARGE: { bytes: 300_000, max_bytes: 262_144 },
  RATE_LIMITED: { limit_per_minute: 600 },
};
