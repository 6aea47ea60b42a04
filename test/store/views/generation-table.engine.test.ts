import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoGenerationTable } from '../../../store/views/dynamo-generation-table.ts';
import { deployed } from '../engine.ts';
import { generationTableContract } from './generation-table.contract.ts';

const { name, client } = deployed('ViewsTable');

generationTableContract('DynamoDB', () =>
  dynamoGenerationTable(new DynamoDBClient(client), name, `test-${randomUUID()}`),
);
