import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { ENV, readEnv } from '../../schemas/env.ts';
import { FeedPage } from '../../schemas/feed.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { connections } from '../../store/realtime/connections.ts';
import { dynamoConnectionTable } from '../../store/realtime/dynamo-connection-table.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { consumerOf } from '../events/consumer.ts';
import { pushCommit } from './push-commit.ts';
import { pushPage } from './push-page.ts';
import { gatewaySockets } from './sockets.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, EPHEMERAL_TABLE: true, CONNECTIONS_ENDPOINT: true }));

const push = pushCommit({
  commits: dynamoCommitTable(dynamo, env.EVENTS_TABLE),
  connections: connections(dynamoConnectionTable(dynamo, env.EPHEMERAL_TABLE)),
  sockets: gatewaySockets(awsClient(ApiGatewayManagementApiClient, { endpoint: env.CONNECTIONS_ENDPOINT })),
});

/** Tells the subscribers of an incident of each commit of its charts, in the order of the feed. It is given no key. */
export const handler = consumerOf(FeedPage, pushPage(push));
