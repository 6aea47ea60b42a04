import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { commitTableContract } from './commit-table.contract.ts';
import { deployed } from './engine.ts';

const { name, client } = deployed('EventsTable');

commitTableContract('DynamoDB', () => dynamoCommitTable(new DynamoDBClient(client), name));
