import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import { busEntryOf } from '../../store/bus-entry.ts';
import { rowKey } from '../../store/chart-row-item.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';

const { dynamo, store, sqs, keys, output } = behind(inject('deployment'));
const rows = dynamoChartRows(dynamo, { table: output('ViewsTable'), generation: 0 }, keys);
const QueueUrl = output('ChartsQueueUrl');
const SOON = { timeout: 20_000, interval: 100 };

/** Messages that the queue holds, whether somebody is at work on them or not. */
const waiting = async () => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes = {} } = await sqs.send(ask);
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
};

/**
 * What other tests left in the queue: messages that fail and are held back for a minute each time. Nobody else writes
 * meanwhile, so what is still the same a second later is theirs.
 */
const leftByOthers = () =>
  vi.waitFor(async () => {
    const held = await waiting();
    await sleep(1000);
    expect(await waiting()).toBe(held);
    return held;
  }, SOON);

/** As the bus would send it. */
const send = (detail: BusEntry | undefined) => {
  const envelope = { source: 'fusionems', 'detail-type': 'chart.committed', detail };
  return sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(envelope) }));
};

/** A chart of five versions in four commits, of which none is a whole chart. */
const written = async (medic: Person) => {
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-3' }, key);
  const at = `/v1/charts/${body['id']}`;
  const call = {
    times: { unit_notified: '2026-03-01T10:00:00Z' },
    response: { unit_call_sign: 'M7' },
  };
  await medic.ask('PATCH', at, { version: 1, ...call });
  await medic.ask('POST', `${at}/vitals`, { version: 3, taken_at: '2026-03-01T10:12:00Z', heart_rate: 88 });
  await medic.ask('PATCH', `${at}/narrative`, { version: 4, text: 'Invented.' });
  expect((await medic.ask('GET', `${at}?min_version=5`)).body['version']).toBe(5);
  return String(body['id']);
};

describe('A row that is lost comes back whole by the queue', () => {
  let tenant: string;
  let id: string;
  let before: ChartView | undefined;
  let entries: readonly BusEntry[];
  let others: number;

  /** All that this test sent is handled; what others left can only become less. */
  const emptied = () => vi.waitFor(async () => expect(await waiting()).toBeLessThanOrEqual(others), SOON);
  const row = () => rows.get(tenant, id);

  beforeAll(async () => {
    others = await leftByOthers();
    const ours = await agency(inject('deployment'));
    tenant = ours.tenant;
    id = await written(await ours.person('ems'));
    await vi.waitFor(async () => expect((await row())?.version).toBe(5), SOON);
    await emptied();
    before = await row();
    const { commits } = await store.load({ tenant_id: tenant, category: 'chart', id });
    entries = commits.map(busEntryOf);
    expect(entries.map(({ version }) => version)).toStrictEqual([1, 3, 4, 5]);
  });

  it.each([
    ['the last commit alone', [5]],
    ['the first alone, late', [1]],
    ['some twice, in another order, and one never', [5, 1, 4, 5, 5, 1]],
  ])('from %s', async (_what, versions) => {
    const Key = marshall(rowKey({ tenantId: tenant, generation: 0 }, id));
    await dynamo.send(new DeleteItemCommand({ TableName: output('ViewsTable'), Key }));
    expect(await row()).toBeUndefined();
    for (const version of versions) await send(entries.find((entry) => entry.version === version));
    await expect.poll(row, SOON).toStrictEqual(before);
    await emptied();
    expect(await row()).toStrictEqual(before);
  });
});
