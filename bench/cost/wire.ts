import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import type { Answer, Asked, Call, Service } from './call.ts';
import type { Doubles } from './doubles.ts';
import { askDynamoDb } from './dynamo-wire.ts';

/** A place that one function takes for AWS: every request it makes there is noted. */
export interface Wire {
  readonly url: string;
  /** The calls since the last reading. */
  take(): readonly Call[];
  close(): Promise<void>;
}

const TARGETS: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  TrentService: 'kms',
};

const Headers = z.record(z.string(), z.string().catch(''));
const Port = z.object({ port: z.number() });

const headersOf = (headers: IncomingHttpHeaders): Asked['headers'] => Headers.parse(headers);

/** Services of JSON name themselves in a header; the others are known by their paths. */
const addressed = ({ method = '', url = '', headers }: IncomingMessage): readonly [Service, string] => {
  const [prefix = '', operation = ''] = headersOf(headers)['x-amz-target']?.split('.') ?? [];
  const service = TARGETS[prefix];
  if (service) return [service, operation];
  return [url.startsWith('/@connections/') ? 'sockets' : 's3', method];
};

const NOTHING = { write_units: 0, read_units: 0, put: [] } as const;

/** Opens a wire on a free port: requests to tables go on to a DynamoDB, all others are answered by the doubles. */
export const openWire = async (dynamoDb: string, answered: Doubles): Promise<Wire> => {
  let calls: Call[] = [];
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const asked = { headers: headersOf(request.headers), body: await text(request) };
    const [service, operation] = addressed(request);
    const input = parsedJson(asked.body);
    const { answer: given, used } =
      service === 'dynamodb'
        ? await askDynamoDb(dynamoDb, operation, asked)
        : { answer: answered(service, operation, input), used: NOTHING };
    calls.push({ service, operation, input, bytes: Buffer.byteLength(asked.body), ...used });
    return given;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = Port.parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
};
