import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { chartRowsContract } from './chart-rows.contract.ts';
import { deployed } from './engine.ts';

const { name, client } = deployed('ViewsTable');

chartRowsContract('DynamoDB', () =>
  dynamoChartRows(new DynamoDBClient(client), { table: name, generation: 0 }, memoryKeyRing()),
);
