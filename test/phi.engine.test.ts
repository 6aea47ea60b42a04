import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { FUNCTION_ENTRIES } from '../lib/functions.ts';
import { deployedLogs } from './deployed-logs.ts';
import { behind } from './e2e/behind.ts';
import { type Listener, subscribed } from './e2e/listener.ts';
import { caller } from './functions/chart-world.ts';
import { deadLetters, deployedScene, sayToFunction, tearCommit } from './phi-deployed.ts';
import { marksIn } from './phi-markers.ts';
import { askRest, callScheduled } from './phi-rest.ts';
import { openScene, playScene } from './phi-scene.ts';

const SOON = { timeout: 20_000, interval: 200 };
const deployment = inject('deployment');
const started = Date.now();
const nameOf = (entry: string) => `fusionems-dev-${entry.split('/').slice(1).join('-')}`;
const groupOf = (entry: string) => `/aws/lambda/${nameOf(entry)}`;
/** Who gets the requests: a path that a mark makes another one goes to the second, which answers that there is none. */
const ASKED = ['functions/commands/charts', 'functions/queries/api'].map(groupOf);

let scene: Awaited<ReturnType<typeof deployedScene>>;
let played: Awaited<ReturnType<typeof playScene>>;
let listener: Listener;
let versions: readonly number[];
let view: string;
let history: string;
let torn: string;

beforeAll(async () => {
  scene = await deployedScene(deployment);
  const opened = JSON.parse((await openScene(scene.call)).text);
  const channel = `incident:${scene.tenant}:${opened.incident_id}`;
  listener = await subscribed(await scene.personOf(), channel);
  played = await playScene(scene.call);
  const { store } = behind(deployment);
  const stream = { tenant_id: scene.tenant, category: 'chart', id: opened.id } as const;
  const { commits, version } = await store.load(stream);
  versions = commits.map((commit) => commit.version);
  const said = JSON.stringify({ action: played.marks.join(' ') });
  listener.say(said);
  await listener.hears(({ type }) => type === 'error');
  const name = nameOf('functions/realtime/connections');
  expect(await sayToFunction(deployment, name, said)).toStrictEqual({ statusCode: 200 });
  const biller = await scene.personOf(caller('billing'));
  view = JSON.stringify((await biller.ask('GET', `/v1/charts/${opened.id}?min_version=${version}`)).body);
  const [patient] = commits.filter(({ events }) => events.some(({ type }) => type.includes('patient')));
  if (!patient) throw new Error('No patient was recorded.');
  history = await askRest({ scene, chart: opened.id, marks: played.marks });
  for (const entry of ['functions/events/sweep', 'functions/views/rebuild'])
    expect(await callScheduled(deployment, nameOf(entry))).toBeUndefined();
  // Other tests leave feeds there that cannot be read; this one says so in its log, and fails.
  await callScheduled(deployment, nameOf('functions/events/checkpoint'));
  torn = await tearCommit(deployment, patient);
  const admin = await scene.personOf(caller('admin'));
  await admin.ask('POST', `/v1/subjects/patient/${opened.id}/destruction`, { reason: 'End of the scene.' });
}, 240_000);
afterAll(() => listener.close());

test('what was written is marked, and was refused in every way before', () => {
  expect(marksIn(view, played.marks).length).toBeGreaterThan(100);
  expect(marksIn(history, played.marks).length).toBeGreaterThan(100);
  const statuses = [...new Set(played.answers.map(({ status }) => status))].toSorted();
  expect(statuses).toStrictEqual([200, 201, 403, 404, 409, 422, 423]);
});

test('no answer to a write tells a mark', () => {
  expect(marksIn(scene.answers.join('\n'), played.marks)).toStrictEqual([]);
});

test('nothing that was said over the WebSocket tells a mark', async () => {
  const heard = () => [...new Set(listener.told.map(({ version = 1 }) => Number(version)))];
  await expect.poll(() => heard().toSorted((a, b) => a - b), SOON).toStrictEqual(versions);
  expect(marksIn(JSON.stringify(listener.told), played.marks)).toStrictEqual([]);
});

test('no dead letter tells a mark, that of a torn commit with marks neither', async () => {
  const letters: unknown[] = [];
  const found = async () => {
    letters.push(...(await deadLetters(deployment, torn)));
    return JSON.stringify(letters).includes(torn);
  };
  await expect.poll(found, SOON).toBe(true);
  expect(marksIn(JSON.stringify(letters), played.marks)).toStrictEqual([]);
});

test('no line that any function has logged tells a mark', async () => {
  const logs = async () => deployedLogs(deployment, started);
  const requests = async () => {
    const lines = Object.entries(await logs()).flatMap(([name, each]) => (ASKED.includes(name) ? each : []));
    return lines.filter((line) => line.includes('"message":"request"') && !line.includes('openapi')).length;
  };
  await expect.poll(requests, SOON).toBe(played.answers.length + 1);
  const silent = async () => {
    const found = await logs();
    return FUNCTION_ENTRIES.map(groupOf).filter((name) => (found[name] ?? []).length === 0);
  };
  await expect.poll(silent, { ...SOON, timeout: 60_000 }).toStrictEqual([]);
  const found = await logs();
  const text = JSON.stringify(found);
  expect(marksIn(text, played.marks)).toStrictEqual([]);
  const planted = played.marks.slice(0, 1);
  expect(marksIn(`${text} ${planted.join()}`, played.marks)).toStrictEqual(planted);
}, 90_000);
