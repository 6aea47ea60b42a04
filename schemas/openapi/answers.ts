import * as z from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { ERRORS, ErrorBody, type ErrorCode } from '../error.ts';
import type { Route } from '../routes/route.ts';
import { ERROR_DETAILS } from './examples.ts';

const GatewayMessage = z.strictObject({ message: z.string() }).meta({
  id: 'GatewayMessage',
  description: 'What the gateway answers by itself, before the service sees the request',
});

/** What API Gateway answers by itself (HTTP API, JWT authorizer, throttling, integration failures), by status. */
const GATEWAY: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const EVERY_OPERATION: readonly ErrorCode[] = [
  'VALIDATION_FAILED',
  'RATE_LIMITED',
  'INTERNAL',
  'UPSTREAM_FAILED',
];

/** The codes an operation can answer: those of every operation, those of its kind, and its own. */
const codesOf = (route: Route): ReadonlySet<ErrorCode> =>
  new Set<ErrorCode>([
    ...EVERY_OPERATION,
    ...(route.body ? (['PAYLOAD_TOO_LARGE'] as const) : []),
    ...(route.access === 'public' ? [] : (['UNAUTHENTICATED', 'FORBIDDEN'] as const)),
    ...route.errors,
  ]);

const gatewayStatusesOf = (route: Route): readonly number[] => [
  ...(route.access === 'public' ? [] : [401, 403]),
  ...(route.body ? [413] : []),
  429,
  500,
  503,
];

/** An error answer of exactly these codes, so that a code which nobody documented is noticed. */
const errorOf = (codes: readonly ErrorCode[]) =>
  z.intersection(ErrorBody, z.looseObject({ error: z.looseObject({ code: z.enum(codes) }) }));

const schemaOf = (codes: readonly ErrorCode[], byGateway: boolean): z.ZodType => {
  if (codes.length === 0) return GatewayMessage;
  return byGateway ? z.xor([errorOf(codes), GatewayMessage]) : errorOf(codes);
};

const errorExample = (code: ErrorCode) => ({
  value: {
    error: {
      code,
      message: ERRORS[code].says,
      details: ERROR_DETAILS[code] ?? {},
      trace_id: '1-67048f61-3f2a9c0d5b7e4a1880c6d2e4',
    },
  },
});

interface Refused {
  readonly status: number;
  readonly codes: readonly ErrorCode[];
  readonly byGateway: boolean;
}

const idOf = ({ status, codes, byGateway }: Refused): string =>
  [...codes, ...(byGateway ? [`gateway-${status}`] : [])].join('.');

const RETRY_AFTER = {
  headers: z.object({
    'retry-after': z.int().min(1).max(60).optional().meta({ description: 'Seconds to wait' }),
  }),
};

const examplesOf = ({ status, codes, byGateway }: Refused) => {
  const own = Object.fromEntries(codes.map((code) => [code, errorExample(code)]));
  return byGateway ? { ...own, gateway: { value: { message: GATEWAY[status] } } } : own;
};

const answerOf = (refused: Refused): ZodOpenApiResponseObject => {
  const { status, codes, byGateway } = refused;
  const says = codes.map((code) => `\`${code}\`: ${ERRORS[code].says}`);
  const schema = schemaOf(codes, byGateway);
  return {
    description: [...says, ...(byGateway ? ['The gateway refused by itself.'] : [])].join('\n\n'),
    content: { 'application/json': { schema, examples: examplesOf(refused) } },
    ...(status === 429 ? RETRY_AFTER : {}),
  };
};

const refusedOf = (route: Route): readonly Refused[] => {
  const own = Map.groupBy(codesOf(route), (code) => ERRORS[code].status as number);
  const gateway = gatewayStatusesOf(route);
  const statuses = [...new Set([...own.keys(), ...gateway])].sort((a, b) => a - b);
  return statuses.map((status) => ({
    status,
    codes: own.get(status) ?? [],
    byGateway: gateway.includes(status),
  }));
};

/** Makes the error answers of routes, by status; equal ones are one component of the document. */
export const errorAnswers = () => {
  const known = new Map<string, ZodOpenApiResponseObject>();
  const shared = (refused: Refused): ZodOpenApiResponseObject => {
    const id = idOf(refused);
    const answer = known.get(id) ?? { id, ...answerOf(refused) };
    known.set(id, answer);
    return answer;
  };
  return (route: Route): Record<string, ZodOpenApiResponseObject> =>
    Object.fromEntries(refusedOf(route).map((refused) => [`${refused.status}`, shared(refused)]));
};
