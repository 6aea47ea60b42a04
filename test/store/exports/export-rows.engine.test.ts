import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoExportRows } from '../../../store/exports/dynamo-export-rows.ts';
import { deployed } from '../engine.ts';
import { exportRowsContract } from './export-rows.contract.ts';

const { name, client } = deployed('ViewsTable');

exportRowsContract('DynamoDB', () => dynamoExportRows(new DynamoDBClient(client), name));
