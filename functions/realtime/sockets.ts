import {
  type ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { ServerMessage } from '../../schemas/realtime.ts';

/** The open WebSockets, as those see them who have something to say. */
export interface Sockets {
  /** `gone`: the connection has ended and never comes back. Every other failure throws. */
  send(connection_id: string, message: ServerMessage): Promise<'sent' | 'gone'>;
}

/** The open WebSockets behind API Gateway's management API. */
export const gatewaySockets = (client: ApiGatewayManagementApiClient): Sockets => ({
  async send(connection_id, message) {
    const Data = JSON.stringify(ServerMessage.parse(message));
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId: connection_id, Data }));
      return 'sent';
    } catch (error) {
      if (error instanceof GoneException) return 'gone';
      throw error;
    }
  },
});
