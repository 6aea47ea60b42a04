import { isUtf8 } from 'node:buffer';
import type { NoAnswer } from '../../schemas/nemsis/state-answer.ts';
import { type Operation, WS } from './envelope.ts';

/** What one exchange may cost: in milliseconds until the answer's last byte, and in bytes of the answer. */
export interface ExchangeLimits {
  readonly milliseconds: number;
  readonly answerBytes: number;
}

/** One message to a service. */
export interface Message {
  readonly endpoint: string;
  readonly operation: Operation;
  readonly envelope: string;
}

/** XML that came back; with HTTP 500 it is, or should be, a SOAP fault. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  readonly xml: string;
}

const BUSY = [408, 425, 429];

const unreadable = (detail: string): NoAnswer => ({ kind: 'unreadable', detail });

const retryAfter = (header: string | null): { retry_after_s?: number } =>
  header !== null && /^\d{1,6}$/.test(header) ? { retry_after_s: Number(header) } : {};

/** What a status other than 200 and 500 says: come again later, or that there is no service at this address. */
const httpAnswer = ({ status, headers }: Response): NoAnswer => {
  const detail = `HTTP ${status}`;
  if (status < 500 && !BUSY.includes(status)) return { kind: 'refused', cause: 'http', detail };
  return { kind: 'server_error', cause: 'http', detail, ...retryAfter(headers.get('retry-after')) };
};

/** The body's bytes, or undefined when it is over the limit; what is over it is not waited for. */
const bytesOf = async (response: Response, most: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const isXml = ({ headers }: Response): boolean =>
  /^(text|application)\/(soap\+)?xml\b/i.test(headers.get('content-type') ?? '');

const replyOf = async (response: Response, most: number): Promise<Reply | NoAnswer> => {
  const { status } = response;
  const isAnswer = status === 200 || (status === 500 && isXml(response));
  if (!isAnswer) {
    await response.body?.cancel();
    return httpAnswer(response);
  }
  const bytes = await bytesOf(response, most);
  if (!bytes) return unreadable(`The answer is larger than ${most} bytes.`);
  if (!isUtf8(bytes)) return unreadable('The answer is not UTF-8.');
  return { kind: 'reply', status, xml: new TextDecoder().decode(bytes) };
};

const codeOf = (cause: Error): string => ('code' in cause ? String(cause.code) : cause.name);

/** A connection that failed, as a value without anything of the message. Every other error is a bug and thrown. */
const failureOf = (error: unknown, { milliseconds }: ExchangeLimits): NoAnswer => {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { kind: 'server_error', cause: 'time_limit', detail: `no answer within ${milliseconds / 1000} s` };
  if (error instanceof TypeError && error.cause instanceof Error)
    return { kind: 'server_error', cause: 'unreachable', detail: codeOf(error.cause) };
  throw error;
};

/** Posts one message: bounded in time and size, and never to where a redirect points, which would get the account too. */
export const post = async (message: Message, limits: ExchangeLimits): Promise<Reply | NoAnswer> => {
  try {
    const response = await fetch(message.endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.milliseconds),
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        SOAPAction: `"${WS}${message.operation}"`,
      },
      body: message.envelope,
    });
    return await replyOf(response, limits.answerBytes);
  } catch (error) {
    return failureOf(error, limits);
  }
};
