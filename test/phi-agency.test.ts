import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { agencyStream } from '../functions/agency.ts';
import type { Commit } from '../schemas/commit.ts';
import { type EventStore, eventStore } from '../store/event-store.ts';
import { memoryKeyRing } from '../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../store/memory-commit-table.ts';
import { streamKey } from '../store/stream-key.ts';
import { caller } from './functions/chart-world.ts';
import { openWire } from './functions/events/wire.ts';
import { memoryStore } from './memory-store.ts';
import { agencyApi, markedPeople, playAgency } from './phi-agency-scene.ts';
import { publishScene } from './phi-behind.ts';
import { marksIn } from './phi-markers.ts';
import type { Answered } from './phi-scene.ts';
import { TENANT } from './sample-chart.ts';

vi.hoisted(() => {
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

const table = memoryCommitTable();
const store = eventStore(table, memoryKeyRing());
const written: string[] = [];
const failed: Answered[] = [];
let wire: Awaited<ReturnType<typeof openWire>>;
let played: Awaited<ReturnType<typeof playAgency>>;
let commits: readonly Commit[];

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

/** The answer of a write whose store fails with all that it was given in its words. */
const playFault = async () => {
  const failing: EventStore = {
    ...memoryStore(),
    append: (_, events) => Promise.reject(new Error(JSON.stringify(events))),
  };
  const { body, marks } = markedPeople();
  played.marks.push(...marks);
  for (const call of [agencyApi(failing), agencyApi(memoryStore(), 10)])
    failed.push(await call('PUT /v1/agency/elements', { caller: caller('admin'), body }));
};

beforeAll(async () => {
  keepWhatIsWritten();
  wire = await openWire();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: wire.endpoint,
    DEAD_LETTER_QUEUE_URL: `${wire.endpoint}/000000000000/dead`,
  });
  played = await playAgency(agencyApi(store));
  await playFault();
  ({ commits } = await store.load(agencyStream(TENANT)));
  await publishScene(commits);
});
afterAll(() => {
  vi.restoreAllMocks();
  return wire.close();
});

test('the scene has every way in which a write of an agency ends', () => {
  const statuses = [...played.answers, ...failed].map(({ status }) => status);
  expect([...new Set(statuses)].toSorted()).toStrictEqual([200, 403, 409, 413, 422, 500]);
  expect(commits.flatMap(({ events }) => events.map(({ type }) => type))).toStrictEqual([
    'agency.demographics_recorded',
    'agency.person_recorded',
    'agency.person_recorded',
    'agency.state_account_set',
  ]);
});

test('every mark of a person was recorded, and none of a secret', () => {
  const text = JSON.stringify(commits);
  expect(marksIn(text, played.people)).toStrictEqual(played.people);
  expect(marksIn(text, played.secrets)).toStrictEqual([]);
});

test('nothing of a person lies in clear', async () => {
  const { items } = await table.page(streamKey(agencyStream(TENANT)), 0);
  expect(items).toHaveLength(commits.length);
  expect(marksIn(JSON.stringify(items), played.marks)).toStrictEqual([]);
});

test('no answer to a write tells a mark', () => {
  expect(marksIn(JSON.stringify([played.answers, failed]), played.marks)).toStrictEqual([]);
});

test('no entry of the bus and no dead letter tells a mark', () => {
  expect(wire.calls.length).toBeGreaterThan(commits.length);
  expect(marksIn(JSON.stringify(wire.calls), played.marks)).toStrictEqual([]);
});

test('no line of the log and no metric tells a mark', () => {
  const log = written.join('');
  expect(log).toContain('"message":"fault"');
  expect(marksIn(log, played.marks)).toStrictEqual([]);
});

test('an agency tells of its people to who asks for them, and never a secret', async () => {
  const call = agencyApi(store);
  const read = async (people: string) => (await call('GET /v1/agency', { query: { people } })).text;
  expect(marksIn(await read('true'), played.marks)).toStrictEqual(played.people);
  expect(marksIn(await read('false'), played.marks)).toStrictEqual([]);
});
