import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type ConnectionTable, type Listing, SubscriptionItem } from './connection-table.ts';

const connectionKey = (pk: string) => marshall({ pk, sk: 'connection' });

/** One conditional update both checks the list and grows it, so subscribes that run at once cannot pass the limit. */
const listing = (table: string, { pk, incident_id, max }: Listing): UpdateItemCommandInput => ({
  TableName: table,
  Key: connectionKey(pk),
  UpdateExpression: 'ADD channels :added',
  ConditionExpression:
    'attribute_exists(pk) AND (attribute_not_exists(channels) OR contains(channels, :incident) OR size(channels) < :max)',
  ExpressionAttributeValues: marshall({
    ':added': new Set([incident_id]),
    ':incident': incident_id,
    ':max': max,
  }),
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
});

/** The condition keeps the update from making an item where no connection is. */
const unlisting = (table: string, pk: string, incident_id: string): UpdateItemCommandInput => ({
  TableName: table,
  Key: connectionKey(pk),
  UpdateExpression: 'DELETE channels :removed',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeValues: marshall({ ':removed': new Set([incident_id]) }),
});

/** Sends a conditional update; gives the refusal, with the item that did not meet the condition, when there is one. */
const refusalOf = async (client: DynamoDBClient, update: UpdateItemCommandInput) => {
  try {
    await client.send(new UpdateItemCommand(update));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error;
    throw error;
  }
};

const readSubscribers = async (client: DynamoDBClient, table: string, pk: string) => {
  const found: string[] = [];
  const query = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({ ':pk': pk }),
  };
  for await (const page of paginateQuery({ client }, query))
    for (const item of page.Items ?? []) found.push(SubscriptionItem.parse(unmarshall(item)).sk);
  return found;
};

/** Connections and subscriptions in the ephemeral table. */
export const dynamoConnectionTable = (client: DynamoDBClient, table: string): ConnectionTable => ({
  async put(item) {
    await client.send(
      new PutItemCommand({ TableName: table, Item: marshall(item, { removeUndefinedValues: true }) }),
    );
  },
  async list(wanted) {
    const refused = await refusalOf(client, listing(table, wanted));
    if (!refused) return 'listed';
    return refused.Item ? 'full' : 'gone';
  },
  async unlist(pk, incident_id) {
    await refusalOf(client, unlisting(table, pk, incident_id));
  },
  async takeConnection(pk) {
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName: table, Key: connectionKey(pk), ReturnValues: 'ALL_OLD' }),
    );
    return Attributes && unmarshall(Attributes);
  },
  async deleteSubscription(pk, connection_id) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: marshall({ pk, sk: connection_id }) }));
  },
  subscribers: (pk) => readSubscribers(client, table, pk),
});
