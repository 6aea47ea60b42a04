import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoCommitTable } from '../../../store/dynamo-commit-table.ts';
import { deployed } from '../../store/engine.ts';
import { runCommandContract } from './run-command.contract.ts';

const { name, client } = deployed('EventsTable');

runCommandContract('DynamoDB', () => dynamoCommitTable(new DynamoDBClient(client), name));
