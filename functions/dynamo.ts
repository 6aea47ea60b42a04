import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClient } from './aws-client.ts';

/** The one DynamoDB client of a function: made at start, kept warm. */
export const dynamo = awsClient(DynamoDBClient, {});
