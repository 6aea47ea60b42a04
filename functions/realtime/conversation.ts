import { type Refusal, refuse } from '../../schemas/error.ts';
import {
  ClientMessage,
  type Connection,
  channelOf,
  type Incident,
  type Listener,
  MAX_CHANNELS,
  type ServerMessage,
} from '../../schemas/realtime.ts';
import type { Connections } from '../../store/realtime/connections.ts';
import { issuesOf } from '../http/issues.ts';

/** One open WebSocket, who is at its other end, and the ids and the time of what they said. */
export interface Speaker {
  readonly connection: Connection;
  readonly listener: Listener;
  readonly trace_id: string;
  readonly now: string;
}

/** What a message came to: the answer for the client, and what the log says of it. */
export interface Reply {
  readonly answer: ServerMessage;
  readonly action: ClientMessage['action'] | undefined;
  readonly code: string;
}

/** Another agency's channel is answered as one that is not there, so that nobody learns which are. */
const noChannel = () => refuse('NOT_FOUND', 'There is no such channel for this agency.');

const SUBSCRIBE_REFUSALS = {
  full: refuse(
    'INVALID_TRANSITION',
    `A connection takes ${MAX_CHANNELS} channels; unsubscribe from one first.`,
    { max_channels: MAX_CHANNELS },
  ),
  gone: refuse('NOT_FOUND', 'This connection has ended; connect again with a new ticket.'),
};

type Said<A extends ClientMessage['action']> = Extract<ClientMessage, { action: A }>;
type Result = Exclude<ServerMessage, { type: 'error' }> | Refusal;

const isForeign = ({ listener }: Speaker, channel: Incident) => channel.tenant_id !== listener.tenant_id;

const subscribe = async (
  connections: Connections,
  speaker: Speaker,
  { channel }: Said<'subscribe'>,
): Promise<Result> => {
  if (isForeign(speaker, channel)) return noChannel();
  const done = await connections.subscribe(speaker.connection, channel.incident_id, speaker.now);
  return done === 'subscribed'
    ? { type: 'subscribed', channel: channelOf(channel) }
    : SUBSCRIBE_REFUSALS[done];
};

const unsubscribe = async (
  connections: Connections,
  speaker: Speaker,
  { channel }: Said<'unsubscribe'>,
): Promise<Result> => {
  if (isForeign(speaker, channel)) return noChannel();
  await connections.unsubscribe(speaker.connection, channel.incident_id);
  return { type: 'unsubscribed', channel: channelOf(channel) };
};

const resultOf = async (connections: Connections, speaker: Speaker, said: ClientMessage): Promise<Result> => {
  switch (said.action) {
    case 'subscribe':
      return subscribe(connections, speaker, said);
    case 'unsubscribe':
      return unsubscribe(connections, speaker, said);
    case 'ping':
      return { type: 'pong' };
  }
};

/** A refusal as a WebSocket client is told of it: in the error contract. */
export const errorMessage = ({ code, message, details }: Refusal, trace_id: string): ServerMessage => ({
  type: 'error',
  error: { code, message, details: { ...details }, trace_id },
});

/**
 * Does what a frame of text asks for, and says what to answer. Who speaks comes from the ticket they connected with,
 * never from the frame; a frame that is not of the documented form changes nothing.
 */
export const replyTo = async (connections: Connections, speaker: Speaker, frame: string): Promise<Reply> => {
  const said = ClientMessage.safeParse(frame);
  const result = said.success
    ? await resultOf(connections, speaker, said.data)
    : refuse('VALIDATION_FAILED', 'The message is not of the documented form; see details.issues.', {
        issues: issuesOf(said.error),
      });
  const action = said.data?.action;
  if ('type' in result) return { answer: result, action, code: 'OK' };
  return { answer: errorMessage(result, speaker.trace_id), action, code: result.code };
};
