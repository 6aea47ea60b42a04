import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { project } from '../../projections/charts.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { projected } from '../../store/catch-up.ts';
import { dynamoChartCopies } from '../../store/views/dynamo-chart-copies.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';

/** Where IAM is enforced: so the functions have what a rebuild asks of them, and nobody spoiled the store before. */
const { dynamo, store, keys, output } = behind(inject('guarded'));
const copies = dynamoChartCopies(dynamo, output('ViewsTable'), keys);
const ems = emsOnDeployment('guarded');

let tenant: string;
let medic: Person;
const charts: string[] = [];

const open = async (): Promise<string> => {
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-12' }, key);
  charts.push(String(body['id']));
  return String(body['id']);
};

const nameOf = (id: string) => ({ tenant_id: tenant, category: 'chart', id }) as const;

/** One more command on a chart; its version is that of its stream. */
const change = async (id: string): Promise<void> => {
  const { version } = await store.load(nameOf(id));
  const text = `Invented, after version ${version}.`;
  const { status } = await medic.ask('PATCH', `/v1/charts/${id}/narrative`, { version, text });
  expect(status).toBe(200);
};

const fresh = async (id: string): Promise<ChartView | undefined> =>
  projected(project, undefined, (await store.load(nameOf(id))).commits);

/** Every row of a generation is what a fresh fold of its stream is, as soon as the queue is through. */
const expectRows = (generation: number) =>
  vi.waitFor(
    async () => {
      for (const id of charts)
        expect(await copies.of(generation).get(tenant, id)).toStrictEqual(await fresh(id));
    },
    { timeout: 20_000, interval: 200 },
  );

/** Commands, one after the other, until the other work is done; how many there were. */
const meanwhile = async <T>(work: Promise<T>): Promise<{ ended: T; commands: number }> => {
  const state = { isOver: false, commands: 0 };
  const ended = work.finally(() => {
    state.isOver = true;
  });
  while (!state.isOver) {
    if (state.commands % 5 === 0) await open();
    else await change(charts[state.commands % charts.length] ?? '');
    state.commands += 1;
  }
  return { ended: await ended, commands: state.commands };
};

const statusIn = (out: string) => objectsOf(out).find(({ kind }) => kind === 'status');

describe('a rebuild of the deployed system, while commands go on', () => {
  beforeAll(async () => {
    const ours = await agency(inject('guarded'));
    tenant = ours.tenant;
    medic = await ours.person('ems');
    for (let n = 0; n < 8; n += 1) await change(await open());
    await expectRows(0);
  });

  test('switches to a generation that lacks none of them, and keeps both up to date', {
    timeout: 120_000,
  }, async () => {
    const { ended, commands } = await meanwhile(
      ems(['view', 'rebuild', 'charts', '--segments', '3', '--json']),
    );
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(commands).toBeGreaterThan(20);
    expect(objectsOf(ended.out).find(({ kind }) => kind === 'alike')).toMatchObject({ wrong: 0 });
    expect(statusIn(ended.out)).toMatchObject({ copies: { state: 'switched', live: 1, beside: 0 } });
    for (const id of charts.slice(0, 4)) await change(id);
    await expectRows(1);
    await expectRows(0);
  });

  test('readers see the new generation, and another rebuild has to wait', async () => {
    const { version } = await store.load(nameOf(charts[0] ?? ''));
    const { body } = await medic.ask('GET', `/v1/charts/${charts[0]}?min_version=${version}`);
    expect(body).toStrictEqual(await fresh(charts[0] ?? ''));
    const listed = await medic.ask('GET', '/v1/charts?limit=100');
    expect(listed.body['items']).toHaveLength(charts.length);
    const { exitCode, err } = await ems(['view', 'rebuild', 'charts']);
    expect(exitCode).toBe(1);
    expect(err).toContain('The read model is switched: no rebuild can begin.');
  });

  test('and it is switched back, and the new generation deleted, while commands go on', {
    timeout: 120_000,
  }, async () => {
    const back = await ems(['view', 'switch-back', 'charts', '--json']);
    expect(statusIn(back.out)).toMatchObject({ copies: { state: 'switched', live: 0, beside: 1 } });
    const { ended } = await meanwhile(ems(['view', 'discard', 'charts', '--json']));
    expect(statusIn(ended.out)).toMatchObject({ copies: { state: 'idle', live: 0, last: 1 } });
    await expectRows(0);
    expect((await copies.page(1, { segment: 0, segments: 1 })).rows).toStrictEqual([]);
    const status = await ems(['view', 'status', 'charts']);
    expect(status.out).toBe('idle: generation 0 is live\n');
  });
});
