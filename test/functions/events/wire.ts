import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of an AWS service, as it came over the wire: the operation and its input. */
export interface WireCall {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const md5 = (text: unknown) => createHash('md5').update(String(text)).digest('hex');

const answerOf = ({ operation, input }: WireCall): object => {
  if (operation === 'SendMessage') return { MessageId: 'm-1', MD5OfMessageBody: md5(input['MessageBody']) };
  const entries = input['Entries'];
  if (Array.isArray(entries))
    return { FailedEntryCount: 0, Entries: entries.map((_, n) => ({ EventId: `e-${n}` })) };
  throw new Error(`The wire has no answer for ${operation}.`);
};

/**
 * An endpoint on this machine that AWS clients talk to in their JSON protocol, and that keeps every call. Answers as a
 * queue and a bus do that take everything, unless told otherwise; an answer with a `__type` is sent as an error.
 */
export const openWire = async (answer: (call: WireCall) => object = answerOf) => {
  const calls: WireCall[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const call = { operation, input: await bodyOf(request) };
    calls.push(call);
    const answered = answer(call);
    response.statusCode = '__type' in answered ? 400 : 200;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(answered));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    calls,
    endpoint: `http://127.0.0.1:${port}`,
    client: { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials, maxAttempts: 1 },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
