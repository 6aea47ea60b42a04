import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CommitItem } from '../../store/commit-item.ts';
import { dynamoFeedTable } from '../../store/feed/dynamo-feed-table.ts';
import { feed } from '../../store/feed/feed.ts';
import { COMMITS_A_SNAPSHOT } from '../../store/snapshot.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';

/** Changes to each chart: one has a snapshot in it then. */
const WRITES = [COMMITS_A_SNAPSHOT + 2, 3];
const ems = emsOnDeployment('guarded');
const { dynamo, output } = behind(inject('guarded'));
const [events, feedCopy] = [`restored-events-${randomUUID()}`, `restored-feed-${randomUUID()}`];
const soon = { timeout: 150_000, interval: 500 };

const emptyTable = (TableName: string) =>
  dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
      ],
    }),
  );

/** Every item of a tenant in a table, with its attributes' types, in the order of keys. */
const itemsIn = async (TableName: string, tenant: string) => {
  const items = [];
  for await (const page of paginateScan({ client: dynamo }, { TableName, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  const own = items.filter(({ pk }) => pk?.S?.startsWith(`${tenant}#`));
  const keyOf = ({ pk, sk }: (typeof own)[number]) => `${pk?.S} ${sk?.N?.padStart(9, '0')}`;
  return own.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

const open = async (medic: Person) => {
  const begun = { 'idempotency-key': randomUUID() };
  return (await medic.ask('POST', '/v1/charts', { incident_number: 'archive-1' }, begun)).body['id'];
};

const write = async (medic: Person, writes: number) => {
  const id = await open(medic);
  for (let version = 1; version <= writes; version += 1) {
    const change = { version, text: `Ada Archive, write ${version}.` };
    expect((await medic.ask('PATCH', `/v1/charts/${id}/narrative`, change)).status).toBe(200);
  }
};

describe('The archive, with IAM enforced', () => {
  beforeAll(() => Promise.all([events, feedCopy].map(emptyTable)));
  afterAll(() =>
    Promise.all([events, feedCopy].map((TableName) => dynamo.send(new DeleteTableCommand({ TableName })))),
  );

  test('has every commit of commands over HTTP, and an empty store is restored from it, byte for byte', async () => {
    const { tenant, person } = await agency(inject('guarded'));
    const medic = await person('ems');
    await Promise.all(WRITES.map((writes) => write(medic, writes)));
    const entriesIn = (table: string) => feed(dynamoFeedTable(dynamo, table)).read(tenant, -1, 1000);
    // The charts' commits, and the medic's sign-in.
    const written = WRITES.reduce((sum, writes) => sum + 1 + writes, 1);
    await expect.poll(async () => (await entriesIn(output('FeedTable'))).length, soon).toBe(written);
    // Told of one more commit, the function archives all that the feed has by then, if not that one itself.
    await open(medic);
    const count = written + 1;

    const run = async (...args: string[]) => {
      const { exitCode: code, out } = await ems(['archive', ...args, '--tenant', tenant, '--json']);
      return { code, told: objectsOf(out).filter(({ kind }) => kind !== 'progress') };
    };
    const archived = async () => Number((await run('status')).told[0]?.['archived']);
    await expect.poll(archived, soon).toBeGreaterThanOrEqual(written);
    await expect.poll(async () => (await entriesIn(output('FeedTable'))).length, soon).toBe(count);
    expect((await run('catch-up')).told).toStrictEqual([expect.objectContaining({ tenant, next: count })]);
    const newest_date = expect.stringMatching(/^20\d\d-\d\d-\d\d$/);
    const status = { kind: 'status', tenant, fed: count, archived: count, behind: 0, newest_date };
    expect(await run('status')).toStrictEqual({ code: 0, told: [status] });

    const signed = await ems(['audit', 'checkpoint', '--tenant', tenant, '--json']);
    expect(objectsOf(signed.out)).toStrictEqual([expect.objectContaining({ size: count })]);

    const into = ['--into', events, '--into-feed', feedCopy, '--expect', String(count)];
    const all = {
      tenant,
      commits: count,
      lacking: count,
      unfed: count,
      objects: expect.any(Number),
      signed: count,
    };
    expect(await run('restore', ...into, '--dry-run')).toStrictEqual({
      code: 0,
      told: [{ kind: 'checked', ...all }],
    });
    expect(await itemsIn(events, tenant)).toStrictEqual([]);
    expect(await run('restore', ...into)).toStrictEqual({ code: 0, told: [{ kind: 'restored', ...all }] });

    const restored = await itemsIn(events, tenant);
    expect(restored).toStrictEqual(await itemsIn(output('EventsTable'), tenant));
    expect(restored).toHaveLength(count);
    const snapshots = restored.filter((item) => CommitItem.parse(unmarshall(item)).snapshot !== undefined);
    expect(snapshots).toHaveLength(1);
    expect(JSON.stringify(restored)).not.toContain('Ada Archive');

    const entries = await entriesIn(feedCopy);
    expect(entries).toStrictEqual(await entriesIn(output('FeedTable')));
    expect(entries.map(({ seq }) => seq)).toStrictEqual(Array.from({ length: count }, (_, seq) => seq));

    const nothing = { kind: 'restored', ...all, lacking: 0, unfed: 0 };
    expect(await run('restore', ...into)).toStrictEqual({ code: 0, told: [nothing] });
    expect(await run('restore')).toStrictEqual({ code: 0, told: [nothing] });
    expect(await run('catch-up')).toStrictEqual({
      code: 0,
      told: [{ kind: 'archived', tenant, objects: 0, commits: 0, next: count }],
    });
    const unheld = { ...nothing, kind: 'checked', signed: null };
    expect(await run('restore', '--dry-run', '--without-log')).toStrictEqual({ code: 0, told: [unheld] });
    expect((await run('restore', '--dry-run', '--expect', String(count + 1))).code).toBe(1);
  }, 480_000);
});
