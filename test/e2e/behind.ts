import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CREDENTIALS } from '../../local/environment.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { deployedKeys } from '../deployed-keys.ts';
import type { Deployment } from '../engine-setup.ts';

/** What stands behind the deployed API, for a test that has to break it or to look into it. */
export const behind = (deployment: Deployment) => {
  const { endpoint, region, outputs } = deployment;
  const settings = { endpoint, region, credentials: CREDENTIALS };
  const output = (name: string): string => {
    const value = outputs[name];
    if (value === undefined) throw new Error(`The deployed stacks have no output ${name}.`);
    return value;
  };
  const dynamo = new DynamoDBClient(settings);
  const keys = deployedKeys(deployment);
  const store = eventStore(dynamoCommitTable(dynamo, output('EventsTable')), keys);
  return { output, dynamo, store, keys, sqs: new SQSClient(settings) };
};
