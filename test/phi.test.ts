import { inspect } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sqsDeadLetters } from '../functions/events/dead-letters.ts';
import { logger } from '../functions/telemetry.ts';
import { CHART_EVENTS } from '../schemas/chart/events.ts';
import type { Commit } from '../schemas/commit.ts';
import { type EventStore, eventStore } from '../store/event-store.ts';
import { memoryKeyRing } from '../store/keys/memory-key-ring.ts';
import { memoryChartRows } from '../store/memory-chart-rows.ts';
import { memoryCommitTable } from '../store/memory-commit-table.ts';
import { openWire } from './functions/events/wire.ts';
import { memoryStore } from './memory-store.ts';
import { consumeScene, publishScene, pushScene } from './phi-behind.ts';
import { marked, marksIn } from './phi-markers.ts';
import { type Answered, chartApi, openScene, playScene, STREAM } from './phi-scene.ts';
import { markedEdits } from './phi-writes.ts';

vi.hoisted(() => {
  // The most that may ever be logged, whatever the run's own setting is.
  Object.assign(process.env, {
    POWERTOOLS_LOG_LEVEL: 'DEBUG',
    POWERTOOLS_LOGGER_LOG_EVENT: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
    POWERTOOLS_METRICS_NAMESPACE: 'FusionEMS',
    BUS_NAME: 'the-bus',
    MAX_RECEIVES: '5',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});

const table = memoryCommitTable({ pageSize: 7 });
const parts = { store: eventStore(table, memoryKeyRing()), rows: memoryChartRows() };
const written: string[] = [];
const answers: Answered[] = [];
const marks: string[] = [];
let byNumber: readonly string[];
let wire: Awaited<ReturnType<typeof openWire>>;
let commits: readonly Commit[];
let behind: { published: object; left: number[]; pushed: Awaited<ReturnType<typeof pushScene>> };

/** The statuses of edits whose store fails with all that it was given in its words. */
const playFaults = async () => {
  const store = memoryStore();
  await openScene(chartApi({ ...parts, store }));
  const failing = (more: object): EventStore => ({
    ...store,
    append: (_, events) => Promise.reject(Object.assign(new Error(JSON.stringify(events)), more)),
  });
  const edits = markedEdits();
  marks.push(...edits.flatMap((edit) => edit.marks));
  for (const more of [{}, { $metadata: {}, $fault: 'server' }]) {
    const call = chartApi({ ...parts, store: failing(more) });
    for (const { key, asks } of edits) answers.push(await call(key, { body: { version: 1, ...asks } }));
  }
  const small = chartApi({ ...parts, store }, 10);
  for (const { key, asks } of edits) answers.push(await small(key, { body: { version: 1, ...asks } }));
};

/** From here on everything that is written, by whatever way, is kept instead. */
const keepWhatIsWritten = () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  for (const way of ['log', 'info', 'debug', 'warn', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((...parts) => {
      written.push(inspect(parts, { depth: Number.POSITIVE_INFINITY, maxStringLength: null }));
    });
};

beforeAll(async () => {
  keepWhatIsWritten();
  wire = await openWire();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: wire.endpoint,
    DEAD_LETTER_QUEUE_URL: `${wire.endpoint}/000000000000/dead`,
  });
  const played = await playScene(chartApi(parts));
  answers.push(...played.answers);
  marks.push(...played.marks);
  byNumber = played.byNumber;
  await playFaults();
  ({ commits } = await parts.store.load(STREAM));
  const published = await publishScene(commits);
  const told = [...wire.calls];
  behind = {
    published,
    left: await consumeScene(parts, commits, told),
    pushed: await pushScene(table, told),
  };
});
afterAll(() => {
  vi.restoreAllMocks();
  return wire.close();
});

const statuses = () => [...new Set(answers.map(({ status }) => status))].toSorted();
const letters = () => wire.calls.filter(({ operation }) => operation === 'SendMessage').length;

test('the scene has every way a write can end, and everything behind it', () => {
  expect(statuses()).toStrictEqual([200, 201, 403, 404, 409, 413, 422, 423, 500, 502]);
  expect(behind.published).toStrictEqual({ told: commits.length, given_up: commits.length * 10 });
  const [n, none] = [commits.length, 0];
  expect(behind.left).toStrictEqual([none, none, n, none, n, none, n, none, n, none]);
  expect(letters()).toBe(n * 10 + n * 4);
});

/** What is said by number is as the dictionary has it, whatever its schema takes. */
const { 'chart.elements_recorded': _byNumber, ...BY_SCHEMA } = CHART_EVENTS;

test('every mark that was put by number was stored', () => {
  const stored = commits.flatMap(({ events }) =>
    events.filter(({ type }) => type === 'chart.elements_recorded'),
  );
  expect(byNumber).toHaveLength(4);
  expect(marksIn(JSON.stringify(stored), byNumber)).toStrictEqual(byNumber);
});

test.each(Object.entries(BY_SCHEMA))('every place of %s that can be marked was marked', (type, { data }) => {
  const stored = commits.flatMap(({ events }) => events.filter((event) => event.type === type));
  const counts = stored.map((event) => marksIn(JSON.stringify(event.data), marks).length);
  const options = [0, 1].map((option) => marked(data, false, option).marks.length);
  expect(Math.max(...counts)).toBe(Math.max(...options));
});

test('no answer to a write tells a mark', () => {
  expect(marksIn(JSON.stringify(answers), marks)).toStrictEqual([]);
});

test('no entry of the bus and no dead letter tells a mark', () => {
  expect(marksIn(JSON.stringify(wire.calls), marks)).toStrictEqual([]);
});

test('no push tells a mark, and each commit and change of status is pushed', () => {
  const { left, told } = behind.pushed;
  expect([left, Object.keys(told)]).toStrictEqual([commits.length, ['hears']]);
  const pushes = told['hears'] ?? [];
  const pushed = pushes.map((push) => ('version' in push ? push.version : 0));
  expect([...new Set(pushed)]).toStrictEqual(commits.map(({ version }) => version));
  expect(pushes.filter(({ type }) => type === 'incident.status_changed')).toHaveLength(5);
  expect(marksIn(JSON.stringify(pushes), marks)).toStrictEqual([]);
});

test('no line of the log and no metric tells a mark', () => {
  const log = written.join('');
  const lines = ['"request"', '"fault"', '"message failed"', '"published"'].map(
    (each) => `"message":${each}`,
  );
  expect([...lines, '"CloudWatchMetrics"'].filter((line) => !log.includes(line))).toStrictEqual([]);
  expect(marksIn(log, marks)).toStrictEqual([]);
});

test('a chart tells its marks to its reader, a list and a fault none', async () => {
  const before = written.length;
  const call = chartApi(parts);
  const { status, text } = await call('GET /v1/charts/{id}');
  expect(status).toBe(200);
  expect(marksIn(text, marks).length).toBeGreaterThan(100);
  const list = await call('GET /v1/charts');
  expect([list.status, marksIn(list.text, marks)]).toStrictEqual([200, []]);
  const broken = { ...parts, rows: { ...parts.rows, get: () => Promise.reject(new Error(text)) } };
  const failed = await chartApi(broken)('GET /v1/charts/{id}');
  expect([failed.status, marksIn(failed.text, marks)]).toStrictEqual([500, []]);
  expect(written.length).toBeGreaterThan(before);
  expect(marksIn(written.join(''), marks)).toStrictEqual([]);
});

test('a leak would be found, in the log and on the wire', async () => {
  const [leaked] = commits.filter(({ events }) =>
    events.some(({ type }) => type === 'chart.patient_recorded'),
  );
  const [before, sent] = [written.length, wire.calls.length];
  logger.info('planted', { events: leaked?.events });
  const expected = marked(CHART_EVENTS['chart.patient_recorded'].data).marks.length;
  expect(marksIn(written.slice(before).join(''), marks)).toHaveLength(expected);
  const deadLetters = sqsDeadLetters(new SQSClient(wire.client), `${wire.endpoint}/000000000000/dead`);
  await deadLetters.send({ body: JSON.stringify(leaked), reason: 'planted', source: 'test' });
  expect(marksIn(JSON.stringify(wire.calls.slice(sent)), marks)).toHaveLength(expected);
});
