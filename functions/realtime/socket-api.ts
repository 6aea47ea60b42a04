import middy from '@middy/core';
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { Connections } from '../../store/realtime/connections.ts';
import { faultOf, faultRefusal } from '../fault.ts';
import { count, logger, observed, traceId } from '../telemetry.ts';
import { errorMessage, replyTo, type Speaker } from './conversation.ts';
import { SocketEvent } from './socket-event.ts';
import type { Sockets } from './sockets.ts';

/** What the WebSocket's routes work on. */
export interface SocketParts {
  readonly connections: Connections;
  readonly sockets: Sockets;
}

type Event = APIGatewayProxyWebsocketEventV2;
type Result = APIGatewayProxyResultV2;

/** Without a body: the routes have no route response, so whatever a body said would never be sent. */
const DONE = { statusCode: 200 };
const FAILED = { statusCode: 500 };

const speakerOf = ({ requestContext }: SocketEvent): Speaker => ({
  connection: { tenant_id: requestContext.authorizer.tenant_id, connection_id: requestContext.connectionId },
  listener: requestContext.authorizer,
  trace_id: traceId(requestContext.requestId),
  now: new Date().toISOString(),
});

const answer = async ({ connections, sockets }: SocketParts, speaker: Speaker, frame: string) => {
  const { answer, ...told } = await replyTo(connections, speaker, frame);
  const sent = await sockets.send(speaker.connection.connection_id, answer);
  if (sent === 'gone') await connections.close(speaker.connection);
  return told;
};

/** Does one event of a connection; gives what the log says of it besides who and when. Ids and codes only. */
const serve = async (parts: SocketParts, event: SocketEvent, speaker: Speaker) => {
  switch (event.requestContext.routeKey) {
    case '$connect':
      await parts.connections.open(speaker.connection, speaker.listener, speaker.now);
      return {};
    case '$disconnect':
      await parts.connections.close(speaker.connection);
      return {};
    case '$default':
      return answer(parts, speaker, event.body ?? '');
  }
};

/** A fault refuses a connect (status 500), and is told to who sent a message in the error contract. */
const faults = ({ sockets }: SocketParts): middy.MiddlewareObj<Event, Result> => ({
  onError: async (request) => {
    const error = request.error ?? new Error('unknown');
    const { routeKey, connectionId, requestId } = request.event.requestContext;
    logger.error('fault', { route: routeKey, ...faultOf(error) });
    if (routeKey === '$default')
      await sockets.send(connectionId, errorMessage(faultRefusal(error), traceId(requestId)));
    request.response = FAILED;
  },
});

/** A Lambda handler for the routes of the WebSocket. What it answers goes to the client as a message of its own. */
export const socketApi = (parts: SocketParts) =>
  middy<Event, Result>()
    .use(observed())
    .use(faults(parts))
    .handler(async (raw) => {
      const started = performance.now();
      const event = SocketEvent.parse(raw);
      const speaker = speakerOf(event);
      const told = await serve(parts, event, speaker);
      const { tenant_id, user_id } = speaker.listener;
      const duration_ms = Math.round(performance.now() - started);
      count('SocketEvents');
      logger.info('socket', {
        route: event.requestContext.routeKey,
        ...told,
        tenant_id,
        user_id,
        connection_id: speaker.connection.connection_id,
        duration_ms,
      });
      return DONE;
    });
