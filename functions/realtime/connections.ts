import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { ENV, readEnv } from '../../schemas/env.ts';
import { connections } from '../../store/realtime/connections.ts';
import { dynamoConnectionTable } from '../../store/realtime/dynamo-connection-table.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { socketApi } from './socket-api.ts';
import { gatewaySockets } from './sockets.ts';

const env = readEnv(ENV.pick({ EPHEMERAL_TABLE: true, CONNECTIONS_ENDPOINT: true }));

/** Connects, disconnects and messages of the WebSocket. */
export const handler = socketApi({
  connections: connections(dynamoConnectionTable(dynamo, env.EPHEMERAL_TABLE)),
  sockets: gatewaySockets(awsClient(ApiGatewayManagementApiClient, { endpoint: env.CONNECTIONS_ENDPOINT })),
});
