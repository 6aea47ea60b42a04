import { randomUUID } from 'node:crypto';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, inject, test } from 'vitest';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { feed } from '../../store/feed/feed.ts';
import { feedKey, markKey } from '../../store/feed/feed-key.ts';
import { streamKey } from '../../store/stream-key.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';
import { feedClient } from './feed-client.ts';

const CHARTS = 5;
const VOLLEYS = 4;
const WRITES = 3;
const ems = emsOnDeployment();
const { dynamo, output } = behind(inject('deployment'));
const feeds = () => feed(dynamoFeedTable(dynamo, output('FeedTable')));

const openChart = async (medic: Person) => {
  const { body } = await medic.ask(
    'POST',
    '/v1/charts',
    { incident_number: 'storm-1' },
    { 'idempotency-key': randomUUID() },
  );
  return { at: `/v1/charts/${body['id']}`, incident: String(body['incident_id']) };
};

const write = async (medic: Person, at: string, after: number) => {
  for (let version = after; version < after + WRITES; version += 1) {
    const { status } = await medic.ask('PATCH', `${at}/narrative`, { version, text: `Write ${version}.` });
    expect(status).toBe(200);
  }
};

const allOf = async (tenant: string) => (await feeds().read(tenant, -1, 1000)).map(({ seq }) => seq);
const upTo = (count: number) => Array.from({ length: count }, (_, seq) => seq);
const soon = { timeout: 45_000, interval: 250 };

describe('The feed', () => {
  test('tells a client that loses its connection again and again in a storm every seq once; and is swept', async () => {
    const { tenant, person } = await agency(inject('deployment'));
    const medic = await person('ems');
    const charts = [];
    for (let n = 0; n < CHARTS; n += 1) charts.push(await openChart(medic));
    const client = feedClient(medic, `incident:${tenant}:${charts[0]?.incident}`);

    for (let volley = 0; volley < VOLLEYS; volley += 1) {
      await client.connect();
      const writing = Promise.all(charts.map(({ at }) => write(medic, at, 1 + volley * WRITES)));
      await client.hears();
      await client.disconnect();
      await writing;
    }

    // The charts' commits, and the medic's sign-in.
    const count = CHARTS * (1 + VOLLEYS * WRITES) + 1;
    await expect.poll(() => feeds().head(tenant), soon).toBe(count);
    await client.readOn();
    expect(client.applied.toSorted((a, b) => a - b)).toStrictEqual(upTo(count));
    expect(client.pushed.length).toBeGreaterThanOrEqual(VOLLEYS);

    const entries = await feeds().read(tenant, -1, 1000);
    const streams = [...new Set(entries.map(streamKey))];
    for (const stream of streams) {
      const firsts = entries.filter((entry) => streamKey(entry) === stream).map((each) => each.first_version);
      expect(firsts).toStrictEqual(firsts.map((_, n) => n + 1));
    }

    // As if nothing had ever been delivered: the feed is gone, the store is whole.
    const TableName = output('FeedTable');
    const keys = [
      ...upTo(count).map((sk) => ({ pk: feedKey(tenant), sk })),
      ...streams.map((stream) => ({ pk: markKey(stream), sk: 0 })),
    ];
    for (const key of keys) await dynamo.send(new DeleteItemCommand({ TableName, Key: marshall(key) }));
    const swept = async () =>
      objectsOf((await ems(['feed', 'sweep', '--tenant', tenant, '--segments', '3', '--json'])).out);
    const whole = { commits: count, streams: CHARTS + 1, broken: [] };
    expect(await swept()).toStrictEqual([{ ...whole, behind: CHARTS + 1, told: count }]);
    await expect.poll(() => feeds().head(tenant), soon).toBe(count);
    expect(await allOf(tenant)).toStrictEqual(upTo(count));
    expect(await swept()).toStrictEqual([{ ...whole, behind: 0, told: 0 }]);
  });
});
