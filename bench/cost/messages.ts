import { createHash, randomUUID } from 'node:crypto';
import type { Caller } from '../../schemas/identity.ts';
import type { Call } from './call.ts';
import { MAPPINGS } from './mappings.ts';

/** A request as the HTTP API gives it to a function, its token verified. */
export interface HttpCall {
  readonly routeKey: string;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const httpOf = (method: string, path: string) => ({
  method,
  path,
  protocol: 'HTTP/1.1',
  sourceIp: '192.0.2.7',
  userAgent: 'bench',
});

/** The event of a request. */
export const httpEvent = ({ routeKey, caller, params, body }: HttpCall) => {
  const [method = '', pattern = ''] = routeKey.split(' ');
  const rawPath = Object.entries(params).reduce(
    (path, [name, value]) => path.replace(`{${name}}`, value),
    pattern,
  );
  const { user_id: sub, tenant_id, role } = caller;
  const claims = { sub, tenant_id, role, token_use: 'access' };
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    pathParameters: params,
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      http: httpOf(method, rawPath),
      authorizer: { jwt: { claims } },
    },
  };
};

type Item = Call['put'][number]['item'];

const record = (item: Item) => ({
  eventID: randomUUID(),
  eventName: 'INSERT',
  eventSource: 'aws:dynamodb',
  eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2026-01-01T00:00:00.000',
  awsRegion: 'us-east-1',
  dynamodb: {
    Keys: { pk: item['pk'], sk: item['sk'] },
    NewImage: item,
    SequenceNumber: '1',
    StreamViewType: 'NEW_IMAGE',
  },
});

const partOf = (item: Item): number =>
  createHash('sha256')
    .update(item['pk']?.S ?? '')
    .digest()
    .readUInt32BE() % MAPPINGS.stream_parts;

/** What the stream tells the publisher of items that were put together: a batch for each part of the shard. */
export const streamEvents = (items: readonly Item[]) =>
  [...Map.groupBy(items, partOf).values()].map((own) => ({ Records: own.map(record) }));

const message = (body: string) => ({
  messageId: randomUUID(),
  receiptHandle: 'bench',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'bench',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:bench',
  awsRegion: 'us-east-1',
});

/** What a queue gives its consumer, in batches of so many messages. */
export const queueEvents = (bodies: readonly string[], batch: number) =>
  Array.from({ length: Math.ceil(bodies.length / batch) }, (_, at) => ({
    Records: bodies.slice(at * batch, (at + 1) * batch).map(message),
  }));

/** What the bus sends to a queue of one entry. */
export const busMessage = (detailType: string, detail: string): string =>
  JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': detailType,
    source: 'fusionems',
    account: '000000000000',
    time: new Date().toISOString(),
    region: 'us-east-1',
    resources: [],
    detail: JSON.parse(detail),
  });
