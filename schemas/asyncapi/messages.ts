import * as z from 'zod';
import { type DescribedEvent, describedCatalogue } from '../catalogue/describe.ts';
import { phiPlaces } from '../catalogue/fields.ts';
import { SAYS } from '../catalogue/says.ts';
import { BusEntry } from '../commit.ts';
import { ClientMessage, FEED_NAMES, ServerMessage } from '../realtime.ts';
import { BUS_EXAMPLE, CLIENT_EXAMPLES, SERVER_EXAMPLES } from './examples.ts';

/** A message of the document. */
export interface Message {
  readonly name: string;
  readonly summary?: string;
  readonly payload: unknown;
  readonly examples?: readonly { readonly payload: object }[];
  readonly 'x-phi'?: Readonly<Record<string, string>>;
  readonly 'x-feed-name'?: string;
  readonly 'x-category'?: string;
  readonly 'x-schema-version'?: number;
}

/** Messages by the name under which the document refers to them. */
export type Messages = Readonly<Record<string, Message>>;

const payloadOf = (schema: z.ZodType) => {
  const { $schema: _dialect, ...payload } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return payload;
};

const Kind = z.union([
  z.object({ action: z.instanceof(z.ZodLiteral) }).transform(({ action }) => String(action.value)),
  z.object({ type: z.instanceof(z.ZodLiteral) }).transform(({ type }) => String(type.value)),
]);

const messagesOf = (options: readonly z.ZodObject[], examples: Readonly<Record<string, object>>): Messages =>
  Object.fromEntries(
    options.map((option): [string, Message] => {
      const name = Kind.parse(option.shape);
      const example = examples[name];
      return [
        name,
        { name, payload: payloadOf(option), ...(example && { examples: [{ payload: example }] }) },
      ];
    }),
  );

/** What clients say over the WebSocket. */
export const CLIENT_MESSAGES = messagesOf(ClientMessage.out.options, CLIENT_EXAMPLES);

/** What the service says over the WebSocket: its answers, and pushes. */
export const SERVER_MESSAGES = messagesOf(ServerMessage.options, SERVER_EXAMPLES);

/** What the bus carries: one entry a commit. */
export const BUS_MESSAGES: Messages = {
  commit: {
    name: 'commit',
    summary: 'What was appended to a stream: identities, event types, versions and times, without their data',
    payload: payloadOf(BusEntry),
    examples: [{ payload: BUS_EXAMPLE }],
  },
};

const says: Readonly<Record<string, string>> = SAYS;
const feedNames: Readonly<Record<string, string>> = FEED_NAMES;

const eventMessage = ({ category, type, schema_version, schema }: DescribedEvent): Message => {
  const feedName = feedNames[type];
  return {
    name: type,
    summary: says[type] ?? type,
    payload: schema,
    'x-category': category,
    'x-schema-version': schema_version,
    'x-phi': phiPlaces(schema),
    ...(feedName && { 'x-feed-name': feedName }),
  };
};

/** Every version of every event, as it lies opened in its stream. */
export const eventMessages = (): Messages =>
  Object.fromEntries(
    describedCatalogue().map((event) => [`${event.type}.${event.schema_version}`, eventMessage(event)]),
  );
