import { v5 as uuidv5 } from 'uuid';
import type { Caller } from '../../schemas/identity.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { Because } from '../../store/event-store.ts';
import type { Request } from '../http/endpoint.ts';

const NAMESPACE = '5d0c9f6e-0c0b-5d8e-9d53-7b8f3a52c6b1';

/** An id that the same names always give (UUIDv5, RFC 9562): a retried request makes the same ids. */
export const derivedId = (...names: readonly string[]): string => uuidv5(names.join('\u0000'), NAMESPACE);

/** A request of a signed-in user, as far as its commit tells of it. */
export interface SignedRequest extends Pick<Request<Route>, 'request_id' | 'source_ip' | 'trace_id' | 'now'> {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly params: unknown;
  readonly body: unknown;
}

const keyOf = ({ headers }: SignedRequest): string | undefined => {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

const intent = (operation: string, { caller, params }: SignedRequest) =>
  [caller.tenant_id, caller.user_id, operation, JSON.stringify(params)] as const;

/** What a request asks for, without the version it was asked at: a retry may know a newer one. */
const contentOf = (body: unknown): string =>
  JSON.stringify(body, (name, value) => (name === 'version' ? undefined : value));

/**
 * A command's id. With an Idempotency-Key the same content by the same user has the same id, so its repetition is
 * recognised, whatever version it was sent at. The content is part of it, so that a key used again for something else
 * is never taken for a repetition and no change is lost. Without a key every request is a command of its own.
 */
const commandId = (operation: string, request: SignedRequest): string => {
  const key = keyOf(request);
  if (key === undefined) return derivedId('request', request.request_id);
  return derivedId('command', ...intent(operation, request), key, contentOf(request.body));
};

/** The id for what a request creates: its key alone names it, so that a key used for something else is noticed. */
export const madeBy = (operation: string, request: SignedRequest): string => {
  const key = keyOf(request);
  if (key === undefined) return derivedId('made', request.request_id);
  return derivedId('made', ...intent(operation, request), key);
};

/** Who did it, when, from where, and because of what, as a request tells it. */
export const becauseOf = (operation: string, request: SignedRequest): Because => ({
  time: request.now,
  actor: { user_id: request.caller.user_id, role: request.caller.role },
  command_id: commandId(operation, request),
  correlation_id: request.trace_id,
  causation_id: request.request_id,
  source_ip: request.source_ip,
});
