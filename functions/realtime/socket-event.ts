import * as z from 'zod';
import { ConnectionId, Listener } from '../../schemas/realtime.ts';

/**
 * What the gateway says of one connect, message or disconnect. `authorizer` is the context that our authorizer gave
 * with its Allow; the gateway repeats it in every event of the connection, and no client can write there.
 */
export const SocketEvent = z.looseObject({
  requestContext: z.looseObject({
    routeKey: z.enum(['$connect', '$disconnect', '$default']),
    connectionId: ConnectionId,
    requestId: z.string(),
    authorizer: Listener,
  }),
  body: z.string().nullish(),
});
export type SocketEvent = z.infer<typeof SocketEvent>;
