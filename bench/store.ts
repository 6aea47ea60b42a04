import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { Say } from '../local/steps.ts';
import { dynamoCommitTable } from '../store/dynamo-commit-table.ts';
import { eventStore } from '../store/event-store.ts';
import { memoryKeyRing } from '../store/keys/memory-key-ring.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';
import { median, quantile, rounded } from './report/statistics.ts';
import { startDynamoDbLocal } from './store/dynamodb-local.ts';
import { dynamoDbLocalJars } from './store/java.ts';
import { meter, type Reading } from './store/meter.ts';
import { type Bench, OPERATIONS, type Operation } from './store/operations.ts';
import { type Weight, weighed } from './store/weighed.ts';

const TABLE = 'events';
const WARM_UP = 5;
const TIMES = 50;

const READING = [
  "Capacity units are what DynamoDB itself says it consumed: a write unit for each KB of an item, a read unit for each 4 KB of a whole strongly consistent Query. They are Amazon's own count and hold on AWS.",
  'Times are of DynamoDB Local in memory on this machine, with the parsing of every event before write and after read: compare them with each other, not with AWS.',
  'Bytes are of the items as the store counts them against the largest item, numbers at their most; events are sets of vital signs with 16 values.',
];

interface Sample extends Reading, Weight {
  readonly ms: number;
}

const createTable = async (client: DynamoDBClient): Promise<void> => {
  const key = (AttributeName: string, AttributeType: 'S' | 'N', KeyType: 'HASH' | 'RANGE') => ({
    definition: { AttributeName, AttributeType },
    schema: { AttributeName, KeyType },
  });
  const keys = [key('pk', 'S', 'HASH'), key('sk', 'N', 'RANGE')];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(({ definition }) => definition),
      KeySchema: keys.map(({ schema }) => schema),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: TABLE });
};

/** One operation after the other, so that each is alone on the machine. */
const sample = async (
  operation: Operation,
  bench: Bench,
  read: () => Reading & Weight,
): Promise<Sample[]> => {
  const next = await operation.prepare(bench);
  const samples: Sample[] = [];
  for (let time = -WARM_UP; time < TIMES; time += 1) {
    const act = await next();
    read();
    const began = performance.now();
    await act();
    const ms = performance.now() - began;
    const used = read();
    if (time >= 0) samples.push({ ms, ...used });
  }
  return samples;
};

const row = ({ name, kind }: Operation, samples: readonly Sample[]): Table['rows'][number] => {
  const middle = (of: (each: Sample) => number) => median(samples.map(of));
  const units = middle((each) => each.units);
  return {
    operation: name,
    items: middle((each) => each.items),
    bytes: middle((each) => each.bytes),
    requests: middle((each) => each.requests),
    'write units': kind === 'write' ? units : 0,
    'read units': kind === 'read' ? units : 0,
    'median ms': rounded(middle((each) => each.ms)),
    'p95 ms': rounded(
      quantile(
        samples.map((each) => each.ms),
        0.95,
      ),
    ),
  };
};

const measure = async (client: DynamoDBClient, say: Say): Promise<Table> => {
  await createTable(client);
  const readMeter = meter(client);
  const { table, read } = weighed(dynamoCommitTable(client, TABLE));
  const bench = { store: eventStore(table, memoryKeyRing()) };
  const rows: Table['rows'] = [];
  for (const operation of OPERATIONS) {
    rows.push(row(operation, await sample(operation, bench, () => ({ ...readMeter(), ...read() }))));
    say(operation.name);
  }
  return { title: `Operations of the event store, ${TIMES} times each after a warm-up`, rows };
};

/** What the event store's operations consume and how long they take, on Amazon's own DynamoDB for a developer's machine. */
export const measureStore: Part = async (_options, say) => {
  const jars = await dynamoDbLocalJars(say);
  if (typeof jars !== 'string') return { status: 'skipped', reason: jars.missing };
  const local = await startDynamoDbLocal(jars);
  const client = new DynamoDBClient(local.settings);
  try {
    return { status: 'measured', tables: [await measure(client, say)], reading: READING };
  } finally {
    client.destroy();
    await local.stop();
  }
};
