import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoAccessTrail } from '../../../store/access/dynamo-access-trail.ts';
import { deployed } from '../engine.ts';
import { accessTrailContract } from './access-trail.contract.ts';

const { name, client } = deployed('AccessTable');
const trail = dynamoAccessTrail(new DynamoDBClient(client), name);

accessTrailContract('in DynamoDB', () => trail);
