import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';

/** The deployed system's DynamoDB, and the name of one of its tables by the output that tells it. */
export const deployedTable = (output: 'EventsTable' | 'ViewsTable') => {
  const { endpoint, region, outputs } = inject('deployment');
  const table = outputs[output];
  if (table === undefined) throw new Error(`The deployment has no output ${output}; see lib/stacks/data.ts.`);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { client: new DynamoDBClient({ endpoint, region, credentials }), table };
};
