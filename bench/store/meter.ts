import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Item, itemBytes, startedKb } from './item-bytes.ts';

/** One request that changed or read items, as the client sent it, and what came back. */
export interface Exchange {
  readonly kind: 'put' | 'query';
  readonly items: readonly Item[];
  readonly forward: boolean;
  /** Units of capacity; of a refused Put, which DynamoDB charges and does not tell, what the item would have cost. */
  readonly units: number;
}

/** What was used: capacity units by kind, requests, and bytes of the items that went in or out. */
export interface Used {
  readonly requests: number;
  readonly write_units: number;
  readonly read_units: number;
  readonly bytes: number;
}

const Consumed = z.object({ ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });

const Items = z.custom<Item>((value) => typeof value === 'object' && value !== null);
const Put = z.object({ Item: Items });
const Transaction = z.object({ TransactItems: z.array(z.object({ Put })) });
const Read = z.object({ Items: z.array(Items).default([]) });
const Direction = z.object({ ScanIndexForward: z.boolean().default(true) });

interface Call {
  readonly input: object;
  /** Absent when the request was refused. */
  readonly output?: object;
}

const kbOf = (items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + startedKb(itemBytes(item)), 0);

/** Each item of a transaction is written twice, once to prepare it; DynamoDB Local tells of one of the items alone. */
const transacted = (input: object): Exchange | undefined => {
  const items = Transaction.safeParse(input).data?.TransactItems.map(({ Put: { Item } }) => Item);
  return items && { kind: 'put', items, forward: true, units: 2 * kbOf(items) };
};

const put = ({ input, output }: Call): Exchange | undefined => {
  const { data } = Put.safeParse(input);
  if (!data) return undefined;
  const units = output ? Consumed.parse(output).ConsumedCapacity.CapacityUnits : kbOf([data.Item]);
  return { kind: 'put', items: [data.Item], forward: true, units };
};

const queried = ({ input, output = {} }: Call): Exchange => ({
  kind: 'query',
  items: Read.parse(output).Items,
  forward: Direction.parse(input).ScanIndexForward,
  units: Consumed.parse(output).ConsumedCapacity.CapacityUnits,
});

const exchangeOf = (call: Call): Exchange => transacted(call.input) ?? put(call) ?? queried(call);

/** The sum of what requests used. */
export const usedBy = (exchanges: readonly Exchange[]): Used => {
  const unitsOfKind = (kind: Exchange['kind']) =>
    exchanges.filter((each) => each.kind === kind).reduce((sum, { units }) => sum + units, 0);
  return {
    requests: exchanges.length,
    write_units: unitsOfKind('put'),
    read_units: unitsOfKind('query'),
    bytes: exchanges.flatMap(({ items }) => items).reduce((sum, item) => sum + itemBytes(item), 0),
  };
};

/**
 * Notes a client's Puts, transactions of Puts and Queries, and asks DynamoDB to tell what they consume, without the store
 * knowing of it. While something is timed no more is done than keeping what went in and out; the reading counts it.
 * @returns reads the meter, and empties it
 */
export const meter = (client: DynamoDBClient): (() => readonly Exchange[]) => {
  let calls: Call[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const call: { input: object; output?: object } = { input: args.input };
      calls.push(call);
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      call.output = answer.output;
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  return () => {
    const read = calls;
    calls = [];
    return read.map(exchangeOf);
  };
};
