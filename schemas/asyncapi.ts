import {
  BUS_MESSAGES,
  CLIENT_MESSAGES,
  eventMessages,
  type Messages,
  SERVER_MESSAGES,
} from './asyncapi/messages.ts';
import { Category } from './stream.ts';

const ABOUT = `What the service pushes, what it puts on its bus, and every event that lies in its streams. \`x-phi\` marks what is protected health information, and whose: the patient's, or the crew's. None of it is on the bus or in a push.

A push and an entry of the bus are delivered at least once and in any order: \`version\` tells whether one is news. What changed is read from the API with \`min_version\`, or from the store by who may.`;

const refs = (names: readonly string[], at: string) => names.map((name) => ({ $ref: `${at}/${name}` }));
const messageRefs = (messages: Messages) =>
  Object.fromEntries(Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]));

const operation = (action: 'send' | 'receive', channel: string, { summary, names }: Operated) => ({
  action,
  channel: { $ref: `#/channels/${channel}` },
  summary,
  messages: refs(names, `#/channels/${channel}/messages`),
});

interface Operated {
  readonly summary: string;
  readonly names: readonly string[];
}

const isPush = (name: string) => name.startsWith('incident.');
const PUSHES = Object.keys(SERVER_MESSAGES).filter(isPush);
const ANSWERS = Object.keys(SERVER_MESSAGES).filter((name) => !isPush(name));

const socket = () => ({
  address: '/',
  title: 'The WebSocket',
  description:
    'Opened with the `url` that `POST /v1/realtime/tickets` answers, once and within its time. A client subscribes to `incident:{tenant_id}:{incident_id}` of its own agency and is told of every chart of the incident.',
  messages: messageRefs({ ...CLIENT_MESSAGES, ...SERVER_MESSAGES }),
  bindings: {
    ws: {
      method: 'GET',
      query: { type: 'object', required: ['ticket'], properties: { ticket: { type: 'string' } } },
    },
  },
});

const bus = (category: Category) => ({
  address: `${category}.committed`,
  title: `Commits of the category ${category}`,
  description: 'The detail type on the bus; the source is `fusionems`, the message is the detail.',
  messages: messageRefs(BUS_MESSAGES),
});

const stream = (category: Category, events: Messages) => ({
  address: `{tenant_id}#${category}#{id}`,
  title: `The stream of one ${category}`,
  description:
    'Events as they are opened for who may read them. Only the newest version of a type is written; older ones are read as the newest.',
  parameters: { tenant_id: { description: 'The agency' }, id: { description: `The id of the ${category}` } },
  messages: messageRefs(
    Object.fromEntries(Object.entries(events).filter(([, each]) => each['x-category'] === category)),
  ),
});

const byCategory = <T>(name: string, make: (category: Category) => T) =>
  Object.fromEntries(Category.options.map((category) => [`${name}-${category}`, make(category)]));

const busOperations = () =>
  Object.fromEntries(
    Category.options.map((category) => [
      `publish-${category}`,
      operation('send', `bus-${category}`, {
        summary: `Tell consumers of each commit of a ${category}`,
        names: Object.keys(BUS_MESSAGES),
      }),
    ]),
  );

/**
 * The AsyncAPI 3.0 document: the schemas are the ones that check what is written, said and heard, so the document cannot
 * say otherwise. Operations are the service's: it receives what clients say, and sends the rest.
 */
export const asyncApiDocument = () => {
  const events = eventMessages();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'FusionEMS Quantum',
      version: '1.0.0',
      description: ABOUT,
      license: { name: 'Proprietary' },
    },
    defaultContentType: 'application/json',
    channels: {
      socket: socket(),
      ...byCategory('bus', bus),
      ...byCategory('stream', (category) => stream(category, events)),
    },
    operations: {
      listen: operation('receive', 'socket', {
        summary: 'Hear what a client asks',
        names: Object.keys(CLIENT_MESSAGES),
      }),
      answer: operation('send', 'socket', { summary: 'Answer a client', names: ANSWERS }),
      push: operation('send', 'socket', {
        summary: 'Tell subscribers that a chart of their incident changed',
        names: PUSHES,
      }),
      ...busOperations(),
    },
    components: {
      messages: { ...CLIENT_MESSAGES, ...SERVER_MESSAGES, ...BUS_MESSAGES, ...events },
    },
  };
};
