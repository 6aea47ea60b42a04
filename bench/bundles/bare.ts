import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

/** The least that a function of this system could be: one AWS client, made at start, and an answer. */
export const handler = async () => ({ statusCode: client.config.apiVersion === undefined ? 500 : 200 });
