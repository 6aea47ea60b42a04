import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { openWire, type WireCall } from './functions/events/wire.ts';
import { keysWire } from './keys-wire.ts';
import { marksIn } from './phi-markers.ts';

const Told = z.strictObject({
  failed: z.array(z.int()),
  statuses: z.array(z.int()),
  marks: z.array(z.string()),
  planted: z.string(),
});
const Text = z.looseObject({ S: z.string() });
const Count = z.looseObject({ N: z.string() });
const Item = z.looseObject({ pk: Text, sk: Count, events: Text });
const Put = z.looseObject({ Item });
const Query = z.looseObject({
  ExpressionAttributeValues: z.looseObject({ ':pk': Text, ':after': Count.default({ N: '0' }) }),
  ScanIndexForward: z.boolean().default(true),
});

/** As DynamoDB would answer, with all that it was sent in its words. */
const refused = (name: string, { input }: WireCall) => ({
  __type: `com.amazonaws.dynamodb.v20120810#${name}`,
  message: `It does not take\n${JSON.stringify(input)}\n    at ${JSON.stringify(input)}`,
});

/** A table of streams, which takes nothing as a version 2 but the first step of the lifecycle. */
const failingTable = () => {
  const items: z.infer<typeof Item>[] = [];
  const under = (pk: string) => items.filter((item) => item.pk.S === pk);
  const put = (call: WireCall) => {
    const { Item: item } = Put.parse(call.input);
    if (item.sk.N === '2' && !item.events.S.includes('chart.status_changed'))
      return refused('ValidationException', call);
    if (under(item.pk.S).some(({ sk }) => sk.N === item.sk.N))
      return refused('ConditionalCheckFailedException', call);
    items.push(item);
    return {};
  };
  const query = ({ input }: WireCall) => {
    const { ExpressionAttributeValues, ScanIndexForward } = Query.parse(input);
    const { ':pk': pk, ':after': after } = ExpressionAttributeValues;
    const found = under(pk.S).filter(({ sk }) => Number(sk.N) > Number(after.N));
    return { Items: ScanIndexForward ? found : found.toReversed() };
  };
  const keys = keysWire();
  return (call: WireCall): object => {
    const answered = keys(call);
    if (answered) return answered;
    if (call.operation === 'PutItem') return put(call);
    return call.operation === 'Query' ? query(call) : {};
  };
};

/** What Lambda gives a function that is traced, and what the stacks give it. */
const environment = (endpoint: string, daemon: number) => ({
  PATH: process.env['PATH'],
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  LAMBDA_TASK_ROOT: '/var/task',
  _HANDLER: 'index.handler',
  _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
  AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon}`,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: endpoint,
  EVENTS_TABLE: 'events',
  EPHEMERAL_TABLE: 'ephemeral',
  KEYS_TABLE: 'keys',
  MASTER_KEY: 'master',
  ATTACHMENTS_BUCKET: 'attachments',
  RATE_PER_MINUTE: '10000',
  MAX_BODY_BYTES: '1000000',
  POWERTOOLS_METRICS_NAMESPACE: 'FusionEMS',
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
  POWERTOOLS_TRACER_CAPTURE_RESPONSE: 'false',
  POWERTOOLS_TRACER_CAPTURE_ERROR: 'false',
});

const daemon = createSocket('udp4');
const segments: string[] = [];
const written: string[] = [];
let wire: Awaited<ReturnType<typeof openWire>>;
let told: z.infer<typeof Told>;

const play = async () => {
  const child = fork(join(import.meta.dirname, 'phi-traced.ts'), {
    env: environment(wire.endpoint, daemon.address().port),
    silent: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => written.push(text));
  child.once('message', (message) => {
    told = Told.parse(message);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The traced function ended with ${code}: ${written.join('').slice(-2000)}`);
};

beforeAll(async () => {
  daemon.on('message', (message) => segments.push(message.toString('utf8')));
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  wire = await openWire(failingTable());
  await play();
}, 60_000);
afterAll(() => {
  daemon.close();
  return wire.close();
});

test('the traced function was called in every way, also where its table failed', () => {
  expect([...new Set(told.failed)]).toStrictEqual([502]);
  expect([...new Set(told.statuses)].toSorted()).toStrictEqual([200, 201, 403, 404, 409, 422, 423]);
});

test('its traces show what it did, and no mark', () => {
  const traces = segments.join('\n');
  const shown = ['## index.handler', 'PutItem', 'Query', 'UpdateItem', 'ValidationException', told.planted];
  expect(shown.filter((each) => !traces.includes(each))).toStrictEqual([]);
  expect(marksIn(traces, told.marks)).toStrictEqual([]);
});

test('what it wrote as a process, log and metrics, shows no mark', () => {
  const log = written.join('');
  expect(['"message":"request"', '"message":"fault"'].filter((each) => !log.includes(each))).toStrictEqual(
    [],
  );
  expect(marksIn(log, told.marks)).toStrictEqual([]);
});
