import type { FunctionEntry } from '../../lib/functions.ts';

/**
 * A first call that a function ends by itself: nothing of AWS is asked, so nothing but the function is measured. What is
 * called by a clock asks at once, and ends when nobody answers.
 */
export interface FirstCall {
  readonly event: unknown;
  /** The answer's status code, where answers have one; another one means that another path was measured. */
  readonly status: number;
}

const NO_RECORDS: FirstCall = { event: { Records: [] }, status: 0 };

/** Without anybody to ask: the call fails. */
const IN_VAIN: FirstCall = { event: {}, status: 500 };

/** A request as the HTTP API sends it, without the claims of a token. */
const request = (routeKey: string, status: number): FirstCall => {
  const [method = '', path = ''] = routeKey.split(' ');
  const http = { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' };
  const requestContext = { requestId: 'bench', routeKey, stage: '$default', http };
  return {
    event: {
      version: '2.0',
      routeKey,
      rawPath: path,
      rawQueryString: '',
      headers: {},
      requestContext,
      isBase64Encoded: false,
    },
    status,
  };
};

const unsigned = (routeKey: string) => request(routeKey, 401);

/** An event without the authorizer's context, which the gateway never sends: it is refused before anything is asked. */
const UNKNOWN_LISTENER = {
  routeKey: '$disconnect',
  connectionId: 'bench',
  requestId: 'bench',
  authorizer: {},
};

const USER = {
  sub: '00000000-0000-4000-8000-000000000000',
  'custom:tenant_id': 'bench-ems',
  'custom:role': 'ems',
  email: 'medic@example.org',
};

/** How each function is called first: without a token, without a ticket, without records, or with all it needs. */
export const FIRST_CALLS: Readonly<Record<FunctionEntry, FirstCall>> = {
  'functions/commands/agency': unsigned('PUT /v1/agency/elements'),
  'functions/commands/auth': unsigned('POST /v1/users/{id}/unlock'),
  'functions/commands/charts': unsigned('PATCH /v1/charts/{id}'),
  'functions/commands/checkpoint': unsigned('POST /v1/audit/checkpoint'),
  'functions/commands/exports': unsigned('POST /v1/charts/{id}/exports'),
  'functions/commands/subjects': unsigned('POST /v1/subjects/{kind}/{id}/destruction'),
  'functions/events/archive': NO_RECORDS,
  'functions/events/checkpoint': IN_VAIN,
  'functions/events/feed': NO_RECORDS,
  'functions/events/publisher': NO_RECORDS,
  'functions/events/sweep': IN_VAIN,
  'functions/exports/run': NO_RECORDS,
  'functions/exports/submit': NO_RECORDS,
  'functions/identity/claims': {
    event: { userName: 'bench', request: { userAttributes: USER }, response: {} },
    status: 0,
  },
  'functions/projections/charts': NO_RECORDS,
  'functions/queries/agency': unsigned('GET /v1/agency'),
  'functions/queries/api': request('GET /healthz', 200),
  'functions/queries/audit': unsigned('GET /v1/audit/access'),
  'functions/queries/charts': unsigned('GET /v1/charts'),
  'functions/queries/events': unsigned('GET /v1/events'),
  'functions/queries/exports': unsigned('GET /v1/exports'),
  'functions/queries/nemsis': unsigned('GET /v1/nemsis/elements'),
  'functions/queries/proofs': unsigned('GET /v1/audit/checkpoint'),
  'functions/queries/validation': unsigned('GET /v1/charts/{id}/validation'),
  'functions/realtime/authorizer': {
    event: { methodArn: 'arn:aws:execute-api:us-east-1:000000000000:bench/live/$connect' },
    status: 0,
  },
  'functions/realtime/connections': { event: { requestContext: UNKNOWN_LISTENER }, status: 500 },
  'functions/realtime/pushes': NO_RECORDS,
  'functions/realtime/tickets': unsigned('POST /v1/realtime/tickets'),
  'functions/subjects/destruction': NO_RECORDS,
  'functions/views/rebuild': { event: {}, status: 0 },
};
