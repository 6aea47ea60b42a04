import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Say } from '../local/steps.ts';
import { startDynamoDbLocal } from './dynamodb-local/engine.ts';
import { dynamoDbLocalJars } from './dynamodb-local/jars.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';
import { castore } from './store/castore.ts';
import { commitSizes } from './store/commit-sizes.ts';
import type { Contender } from './store/contender.ts';
import { type MeteredTable, meteredTable } from './store/metered-table.ts';
import { operations } from './store/operations.ts';
import { ours } from './store/ours.ts';
import { costRow, type Measured, timeRow } from './store/rows.ts';
import { SIZES, type Size } from './store/samples.ts';
import { type Pair, sideBySide } from './store/side-by-side.ts';

const READING = [
  "The peer is Castore 2.4.2 with its DynamoDB adapter: the same events, the same reducer, the same DynamoDB Local, a client of the same settings, in turns. It seals nothing, proves no event's shape, has no snapshots, keeps no hash, and its events carry neither who wrote them nor why; several events at once are a transaction, which costs twice the units.",
  'Small events are about 230 bytes of JSON, usual ones sets of vital signs with 16 values; no two are the same.',
  "Capacity units are what DynamoDB itself says it consumed: a write unit for each started KB of an item, a read unit for each 4 KB of a whole strongly consistent Query. They are Amazon's own count and hold on AWS. A refused Put is counted with what it would have cost. Bytes are of the items that went in or out, as DynamoDB counts them.",
  'The state is what a command is decided on: the newest snapshot and the commits after it; for the peer getAggregate. Each writer reads the state and appends one event, again until nobody was faster; one that was too slow reads on from where it stood, the peer’s reads anew, as its commands do.',
  'Times are of DynamoDB Local in memory on this machine: compare them with each other, not with AWS. Sealing cannot be left out, so the same events are sealed and opened once more, by themselves; the goal is that what is left is no slower than the peer, turn by turn; it is missed where 95 of 100 such measurements would say so, and met where it may be chance.',
];

const CASTORE_TABLE = {
  table: 'castore',
  partition: ['aggregateId', 'S'],
  sort: ['version', 'N'],
  index: { name: 'initialEvents', partition: ['eventStoreId', 'S'], sort: ['timestamp', 'S'] },
} as const;
const OUR_TABLE = { table: 'events', partition: ['pk', 'S'], sort: ['sk', 'N'] } as const;

/** Both stores' code is compiled before anything is timed, so that the first operations are not the slow ones. */
const WARM_UP = operations('usual')
  .filter(({ kind }) => kind === 'write')
  .map((operation) => ({ ...operation, times: 3 * operation.times }));

const measured = async (size: Size, pair: Pair<Contender>, say: Say): Promise<Table[]> => {
  const all: Measured[] = [];
  for (const operation of operations(size)) {
    all.push({ operation, samples: await sideBySide(operation, pair) });
    say(`${size} events: ${operation.name}`);
  }
  return [
    { title: `What operations consume, ${size} events`, rows: all.map(costRow) },
    { title: `How long operations take, ${size} events`, rows: all.map(timeRow) },
    await commitSizes(size, pair),
  ];
};

const tables = async (settings: DynamoDBClientConfig, say: Say): Promise<Table[]> => {
  const opened: MeteredTable[] = [
    await meteredTable(settings, OUR_TABLE),
    await meteredTable(settings, CASTORE_TABLE),
  ];
  const [own, peers] = opened as [MeteredTable, MeteredTable];
  const pair = { ours: ours(own), peer: castore(peers) };
  for (const operation of WARM_UP) await sideBySide(operation, pair);
  say('warmed up');
  const found: Table[] = [];
  for (const size of Object.keys(SIZES) as Size[]) found.push(...(await measured(size, pair, say)));
  for (const { client } of opened) client.destroy();
  return found;
};

/** What the event store's operations consume and how long they take, beside a peer, on Amazon's own DynamoDB for a developer's machine. */
export const measureStore: Part = async (_options, say) => {
  const jars = await dynamoDbLocalJars(say);
  if (typeof jars !== 'string') return { status: 'skipped', reason: jars.missing };
  const local = await startDynamoDbLocal(jars);
  try {
    return { status: 'measured', tables: await tables(local.settings, say), reading: READING };
  } finally {
    await local.stop();
  }
};
