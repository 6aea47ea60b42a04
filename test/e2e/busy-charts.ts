import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { project } from '../../projections/charts.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { projected } from '../../store/catch-up.ts';
import { dynamoChartCopies } from '../../store/views/dynamo-chart-copies.ts';
import { dynamoGenerationTable } from '../../store/views/dynamo-generation-table.ts';
import { objectsOf } from '../bin/ems/deployed.ts';
import type { Deployment } from '../engine-setup.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';

/** Time for people to think, and for the engine's queues to keep up on a busy machine. */
const BETWEEN_MS = 250;

/** How long the queue may take, on such a machine. */
const SOON = { timeout: 120_000, interval: 500 };

/** The objects of one kind that the operators' command wrote. */
export const told = (out: string, kind: string) => objectsOf(out).filter((each) => each['kind'] === kind);

/** Charts of an agency of its own, written to over the API, and what stands behind them on a deployed system. */
export const busyCharts = async (deployment: Deployment) => {
  const { dynamo, store, keys, output } = behind(deployment);
  const copies = dynamoChartCopies(dynamo, output('ViewsTable'), keys);
  const table = dynamoGenerationTable(dynamo, output('ViewsTable'), 'charts');
  const { tenant, person } = await agency(deployment);
  const medic: Person = await person('ems');
  const charts: string[] = [];
  const nameOf = (id: string) => ({ tenant_id: tenant, category: 'chart', id }) as const;

  const open = async (): Promise<string> => {
    const key = { 'idempotency-key': randomUUID() };
    const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-12' }, key);
    charts.push(String(body['id']));
    return String(body['id']);
  };

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
    vi.waitFor(async () => {
      for (const id of charts)
        expect(await copies.of(generation).get(tenant, id)).toStrictEqual(await fresh(id));
    }, SOON);

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
      await sleep(BETWEEN_MS);
    }
    return { ended: await ended, commands: state.commands };
  };

  const listed = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let next = ''; ; ) {
      const { body } = await medic.ask('GET', `/v1/charts?limit=100${next}`);
      ids.push(...Array.from(Object(body['items']), (item) => String(Object(item)['id'])));
      if (typeof body['next_cursor'] !== 'string') return ids;
      next = `&cursor=${body['next_cursor']}`;
    }
  };

  /** What the API answers is as fresh folds are: a chart at once, the list of all as soon as the queue is through. */
  const expectReads = async () => {
    for (const id of charts.slice(0, 3)) {
      const { version } = await store.load(nameOf(id));
      const { body } = await medic.ask('GET', `/v1/charts/${id}?min_version=${version}`);
      expect(body).toStrictEqual(await fresh(id));
    }
    await vi.waitFor(async () => expect((await listed()).toSorted()).toStrictEqual(charts.toSorted()), SOON);
  };

  for (let n = 0; n < 8; n += 1) await change(await open());
  return { tenant, charts, copies, table, change, meanwhile, expectRows, expectReads };
};
