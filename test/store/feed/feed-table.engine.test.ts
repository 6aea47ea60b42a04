import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoFeedTable } from '../../../store/feed/dynamo-feed-table.ts';
import { deployed } from '../engine.ts';
import { feedTableContract } from './feed-table.contract.ts';

const { name, client } = deployed('FeedTable');

feedTableContract('DynamoDB', () => dynamoFeedTable(new DynamoDBClient(client), name));
