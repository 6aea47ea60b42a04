import type { Say } from '../local/steps.ts';
import { MOST_DOLLARS } from './cost/dollars.ts';
import { PRICES_OF } from './cost/prices.ts';
import { partsTable, pricesTable } from './cost/rows.ts';
import { ARCHIVED_TOGETHER, playedAll } from './cost/scenes.ts';
import { openSystem } from './cost/system.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local/engine.ts';
import { dynamoDbLocalJars } from './dynamodb-local/jars.ts';
import type { Part } from './part.ts';
import type { Table } from './report/result.ts';

const READING = [
  'The command records one set of vital signs with 16 values; its chart has one screen that listens. The real functions run in warm processes of their own over the tables of the stacks on DynamoDB Local; each request they make to AWS passes a counter on the wire, which asks DynamoDB to tell what it consumed, indexes included.',
  'Units and requests are of one command, averages over charts of twenty commands, so with its share of snapshots. Writes that were refused are counted with what they would have cost, transactions with two units for each started KB of every item.',
  'One alone: nothing is batched. Ten at once: ten charts; the stream tells of them in a batch for each of its parts, and each queue gives its consumer all ten messages in one call, which is the best case of a busy moment.',
  'What no function asks for is added: the API’s request and its line in the access log, the bus’s send to each queue, the receive and the delete of each queue’s poller (ten messages a request), Lambda’s own log lines (400 bytes a run), one trace in twenty.',
  `The archive waits five minutes and writes one object of what came meanwhile: it is counted for an agency with ${ARCHIVED_TOGETHER} commands in that time.`,
  'Milliseconds are of this machine, where tables answer over the loopback; on AWS each request takes some more, and a gigabyte’s millisecond costs $0.013 a million. Not counted: what costs the same however much is written (polling of empty queues, KMS for tables and queues, metrics, backups), storage, and what users read.',
  `Prices: list, on demand, without free tiers, ${PRICES_OF.region}, as of ${PRICES_OF.date} (bench/cost/prices.ts). Goal: at most $${MOST_DOLLARS} a million commands.`,
];

const tables = async (local: DynamoDbLocal, say: Say): Promise<Table[]> => {
  const system = await openSystem(local);
  say('functions started');
  const played = await playedAll(system, say);
  await system.close();
  return played.flatMap(([scene, use]) => [partsTable(scene, use), pricesTable(scene, use)]);
};

/** What a command uses on its whole way through the system, and what a million of them cost. */
export const measureCost: Part = async (_options, say) => {
  const jars = await dynamoDbLocalJars(say);
  if (typeof jars !== 'string') return { status: 'skipped', reason: jars.missing };
  const local = await startDynamoDbLocal(jars);
  try {
    return { status: 'measured', tables: await tables(local, say), reading: READING };
  } finally {
    await local.stop();
  }
};
