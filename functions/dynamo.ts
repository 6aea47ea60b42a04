import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { traced } from './telemetry.ts';

/** The one DynamoDB client of a function: made at start, kept warm. */
export const dynamo = traced(new DynamoDBClient({}));
