import { isUtf8 } from 'node:buffer';
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import type { NoAnswer } from '../../schemas/nemsis/state-answer.ts';
import { type Operation, WS } from './envelope.ts';
import { PrivateAddress } from './public-lookup.ts';

/** What one exchange may cost: in milliseconds until the answer's last byte, and in bytes of the answer. */
export interface ExchangeLimits {
  readonly milliseconds: number;
  readonly answerBytes: number;
}

/** One message to a service, and what finds the addresses of its host. */
export interface Message {
  readonly endpoint: string;
  readonly operation: Operation;
  readonly envelope: string;
  readonly lookup: LookupFunction | undefined;
}

/** XML that came back; with HTTP 500 it is, or should be, a SOAP fault. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  readonly xml: string;
}

const BUSY = [408, 425, 429];

const unreadable = (detail: string): NoAnswer => ({ kind: 'unreadable', detail });

const retryAfter = ({ 'retry-after': after }: IncomingHttpHeaders): { retry_after_s?: number } =>
  after !== undefined && /^\d{1,6}$/.test(after) ? { retry_after_s: Number(after) } : {};

/** What a status other than 200 and 500 says: come again later, or that there is no service at this address. */
const httpAnswer = (status: number, headers: IncomingHttpHeaders): NoAnswer => {
  const detail = `HTTP ${status}`;
  if (status < 500 && !BUSY.includes(status)) return { kind: 'refused', cause: 'http', detail };
  return { kind: 'server_error', cause: 'http', detail, ...retryAfter(headers) };
};

/** The body's bytes, or undefined when it is over the limit; what is over it is not waited for. */
const bytesOf = async (response: IncomingMessage, most: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const isXml = ({ 'content-type': type = '' }: IncomingHttpHeaders): boolean =>
  /^(text|application)\/(soap\+)?xml\b/i.test(type);

const replyOf = async (response: IncomingMessage, most: number): Promise<Reply | NoAnswer> => {
  const { statusCode: status = 0, headers } = response;
  const isAnswer = status === 200 || (status === 500 && isXml(headers));
  if (!isAnswer) {
    response.destroy();
    return httpAnswer(status, headers);
  }
  const bytes = await bytesOf(response, most);
  if (!bytes) return unreadable(`The answer is larger than ${most} bytes.`);
  if (!isUtf8(bytes)) return unreadable('The answer is not UTF-8.');
  return { kind: 'reply', status, xml: new TextDecoder().decode(bytes) };
};

/** A connection that failed, as a value without anything of the message. Every other error is a bug and thrown. */
const failureOf = (error: unknown): NoAnswer => {
  if (error instanceof PrivateAddress)
    return { kind: 'refused', cause: 'address', detail: 'its name leads into a private network' };
  if (error instanceof Error && 'code' in error)
    return { kind: 'server_error', cause: 'unreachable', detail: String(error.code) };
  throw error;
};

const tooSlow = (milliseconds: number): NoAnswer => ({
  kind: 'server_error',
  cause: 'time_limit',
  detail: `no answer within ${milliseconds / 1000} s`,
});

const requestOf = ({ endpoint, operation, lookup }: Message, signal: AbortSignal): ClientRequest => {
  const url = new URL(endpoint);
  const { request } = url.protocol === 'https:' ? https : http;
  return request({
    ...urlToHttpOptions(url),
    method: 'POST',
    agent: false,
    signal,
    ...(lookup && { lookup }),
    headers: { 'content-type': 'text/xml; charset=utf-8', SOAPAction: `"${WS}${operation}"` },
  });
};

/** The head of the answer. A request goes on telling of errors after it, which reading the answer tells, too. */
const responseTo = (request: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
  });

/** Posts one message: bounded in time and size, and never to where a redirect points, which would get the account too. */
export const post = async (message: Message, limits: ExchangeLimits): Promise<Reply | NoAnswer> => {
  const signal = AbortSignal.timeout(limits.milliseconds);
  const request = requestOf(message, signal).end(message.envelope);
  try {
    return await replyOf(await responseTo(request), limits.answerBytes);
  } catch (error) {
    return signal.aborted ? tooSlow(limits.milliseconds) : failureOf(error);
  }
};
