import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { deployed } from './engine.ts';
import { eventStoreContract } from './event-store.contract.ts';

const { name, client } = deployed('EventsTable');

eventStoreContract('DynamoDB', () => dynamoCommitTable(new DynamoDBClient(client), name));
