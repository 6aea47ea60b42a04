import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoKeyTable } from '../../../store/keys/dynamo-key-table.ts';
import { deployed } from '../engine.ts';
import { keyTableContract } from './key-table.contract.ts';

const { name, client } = deployed('KeysTable');

keyTableContract('DynamoDB', () => dynamoKeyTable(new DynamoDBClient(client), name));
