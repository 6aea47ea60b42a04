import * as z from 'zod';
import { type Item, itemBytes, startedKb } from '../store/item-bytes.ts';
import type { Answer, Asked, Call } from './call.ts';

const Json = z.record(z.string(), z.unknown());
const Put = z.object({
  TableName: z.string(),
  Item: z.custom<Item>((value) => typeof value === 'object' && value !== null),
});
const Transaction = z.object({ TransactItems: z.array(z.object({ Put })) });
const Units = z.object({ CapacityUnits: z.number() });
const Consumed = z.object({ ConsumedCapacity: z.union([Units.transform((one) => [one]), z.array(Units)]) });

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];

const putsOf = (input: unknown) => {
  const one = Put.safeParse(input).data;
  const all = one ? [one] : (Transaction.safeParse(input).data?.TransactItems.map((each) => each.Put) ?? []);
  return all.map(({ TableName, Item: item }) => ({ table: TableName, item }));
};

const kbOf = (put: Call['put']): number => put.reduce((sum, { item }) => sum + startedKb(itemBytes(item)), 0);

/** A refused write tells nothing of what it cost, and a transaction of DynamoDB Local tells the wrong amount. */
const writeUnits = (operation: string, put: Call['put'], told: number | undefined): number => {
  if (operation === 'TransactWriteItems') return 2 * kbOf(put);
  return told ?? Math.max(1, kbOf(put));
};

const unitsOf = (answer: Answer): number | undefined => {
  if (answer.status !== 200) return undefined;
  const { ConsumedCapacity } = Consumed.parse(JSON.parse(answer.body));
  return ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

const SENT_ON = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'];

const forwarded = async (endpoint: string, { headers, body }: Asked): Promise<Answer> => {
  const kept = SENT_ON.map((name) => [name, headers[name] ?? ''] as const);
  const text = JSON.stringify({ ...Json.parse(JSON.parse(body)), ReturnConsumedCapacity: 'INDEXES' });
  const answer = await fetch(endpoint, { method: 'POST', headers: Object.fromEntries(kept), body: text });
  return { status: answer.status, body: await answer.text() };
};

/** Sends a request on to a DynamoDB that is asked to tell what it consumed, indexes and all. */
export const askDynamoDb = async (
  endpoint: string,
  operation: string,
  asked: Asked,
): Promise<{ readonly answer: Answer; readonly used: Pick<Call, 'write_units' | 'read_units' | 'put'> }> => {
  const answer = await forwarded(endpoint, asked);
  const [puts, told] = [putsOf(JSON.parse(asked.body)), unitsOf(answer)];
  const isWrite = WRITES.includes(operation);
  const used = {
    write_units: isWrite ? writeUnits(operation, puts, told) : 0,
    read_units: isWrite ? 0 : (told ?? 0),
    put: answer.status === 200 ? puts : [],
  };
  return { answer, used };
};
