import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { ENV, readEnv } from '../../schemas/env.ts';
import { connections } from '../../store/realtime/connections.ts';
import { dynamoConnectionTable } from '../../store/realtime/dynamo-connection-table.ts';
import { dynamo } from '../dynamo.ts';
import { consumer } from '../events/consumer.ts';
import { store } from '../store.ts';
import { traced } from '../telemetry.ts';
import { pushCommit } from './push-commit.ts';
import { gatewaySockets } from './sockets.ts';

const env = readEnv(ENV.pick({ EPHEMERAL_TABLE: true, CONNECTIONS_ENDPOINT: true }));

/** Tells the subscribers of an incident of each commit of its charts. */
export const handler = consumer(
  pushCommit({
    store,
    connections: connections(dynamoConnectionTable(dynamo, env.EPHEMERAL_TABLE)),
    sockets: gatewaySockets(
      traced(new ApiGatewayManagementApiClient({ endpoint: env.CONNECTIONS_ENDPOINT })),
    ),
  }),
);
