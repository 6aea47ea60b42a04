import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

const Consumed = z.looseObject({ ConsumedCapacity: z.looseObject({ CapacityUnits: z.number() }) });

/** What was used since the last reading: capacity units of either kind (a read's or a write's), and requests. */
export interface Reading {
  readonly units: number;
  readonly requests: number;
}

/**
 * Counts what a client's requests consume by asking DynamoDB to tell, without the store knowing of it.
 * @returns reads the meter, and sets it back to zero
 */
export const meter = (client: DynamoDBClient): (() => Reading) => {
  let reading: Reading = { units: 0, requests: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      const { CapacityUnits } = Consumed.parse(answer.output).ConsumedCapacity;
      reading = { units: reading.units + CapacityUnits, requests: reading.requests + 1 };
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  return () => {
    const read = reading;
    reading = { units: 0, requests: 0 };
    return read;
  };
};
