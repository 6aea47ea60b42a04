import * as z from 'zod';

/** Each stable error code with its HTTP status and what a client should do about it. */
export const ERRORS = {
  VALIDATION_FAILED: {
    status: 422,
    says: 'The request is not of the documented form; `details.issues` names each place by its `path` from the request, as `body.elements.0.values.1`, with the `element` where it is about one of the standard.',
  },
  UNAUTHENTICATED: { status: 401, says: 'Sign in, or refresh the access token, and try again.' },
  FORBIDDEN: { status: 403, says: "The caller's role does not allow this." },
  NOT_FOUND: { status: 404, says: 'There is no such thing for this agency.' },
  METHOD_NOT_ALLOWED: { status: 405, says: 'The path exists with the methods of the `Allow` header only.' },
  VERSION_CONFLICT: {
    status: 409,
    says: 'It changed since `version` was read; read it again and redo the change.',
  },
  INVALID_TRANSITION: { status: 409, says: 'The present state does not allow this.' },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    says: 'The request, or what it would store, is over the limit in `details`.',
  },
  LOCKED: { status: 423, says: 'The chart is locked; an admin may unlock it with a reason.' },
  RATE_LIMITED: { status: 429, says: 'Too many requests; wait as long as the `Retry-After` header says.' },
  INTERNAL: { status: 500, says: 'A fault of the service; `trace_id` finds it in the logs.' },
  UPSTREAM_FAILED: { status: 502, says: 'A system behind the service failed; try again later.' },
} as const;

export const ErrorCode = z.enum(Object.keys(ERRORS) as [keyof typeof ERRORS, ...(keyof typeof ERRORS)[]]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** The one shape of every error answer. `details` never holds what the client sent, only where and what was wrong. */
export const ErrorBody = z
  .object({
    error: z.object({
      code: ErrorCode,
      message: z.string(),
      details: z.record(z.string(), z.unknown()),
      trace_id: z.string(),
    }),
  })
  .meta({ id: 'Error', description: 'The one shape of every error answer' });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A refusal a decider or a store gives as a value: expected, explained, and nothing was changed. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Makes a refusal; details default to none. */
export const refuse = (code: ErrorCode, message: string, details: Refusal['details'] = {}): Refusal => ({
  code,
  message,
  details,
});

/** Tells a refusal from the accepted value it may stand in for. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value && 'details' in value;

/** Goes on with an accepted value; a refusal stays what it is. */
export const whenAccepted = <T extends object, U>(
  value: T | Refusal,
  next: (accepted: T) => U,
): U | Refusal => (isRefusal(value) ? value : next(value));
