import { ConditionalCheckFailedException, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withWordlessErrors } from '../../functions/wordless-errors.ts';
import { openWire } from './events/wire.ts';

const WORDS = 'It does not take\n    at last_name Miller';
let wire: Awaited<ReturnType<typeof openWire>>;

beforeAll(async () => {
  wire = await openWire(({ input }) =>
    input['Limit'] === 1
      ? { __type: 'com.amazonaws.dynamodb#ConditionalCheckFailedException', message: WORDS }
      : { TableNames: ['charts'] },
  );
});
afterAll(() => wire.close());

const asked = (client: DynamoDBClient, Limit: number) =>
  client.send(new ListTablesCommand({ Limit })).catch((error: unknown) => error);

it('an error of a service keeps its class, its name and where it came from, and loses its words', async () => {
  const error = await asked(withWordlessErrors(new DynamoDBClient(wire.client)), 1);
  if (!(error instanceof ConditionalCheckFailedException)) throw new Error('It has another class.');
  expect([error.name, error.message]).toStrictEqual(['ConditionalCheckFailedException', '']);
  expect(error.stack).toMatch(/^ConditionalCheckFailedException\n {4}at /);
  expect(error.stack).not.toContain('Miller');
});

it('without it the words would be there, and an answer is let through as it is', async () => {
  const plain = new DynamoDBClient(wire.client);
  expect(await asked(plain, 1)).toMatchObject({ message: WORDS });
  expect(await asked(withWordlessErrors(plain), 2)).toMatchObject({ TableNames: ['charts'] });
});
