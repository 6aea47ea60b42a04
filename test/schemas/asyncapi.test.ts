import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { BUS_EXAMPLE } from '../../schemas/asyncapi/examples.ts';
import {
  BUS_MESSAGES,
  CLIENT_MESSAGES,
  eventMessages,
  type Message,
  SERVER_MESSAGES,
} from '../../schemas/asyncapi/messages.ts';
import { asyncApiDocument } from '../../schemas/asyncapi.ts';
import { BusEntry } from '../../schemas/commit.ts';
import { ClientMessage, FEED_NAMES, ServerMessage } from '../../schemas/realtime.ts';

type Json = Readonly<Record<string, unknown>>;

const ajv = addFormats.default(new Ajv2020({ strict: false }));
const document: Json = JSON.parse(JSON.stringify(asyncApiDocument()));
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const at = (pointer: string) =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
const refsIn = (value: unknown): readonly string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)))
    : [];
const examplesOf = ({ examples = [] }: Message) => examples.map(({ payload }) => payload);
const named = (messages: Readonly<Record<string, Message>>) => Object.entries(messages);

describe('the AsyncAPI document', () => {
  test('refers to what is in it, and uses all of it', () => {
    const refs = new Set(refsIn(document));
    expect([...refs].filter((ref) => at(ref) === undefined)).toStrictEqual([]);
    const messages = Object.keys(at('#/components/messages') as Json);
    expect(messages.filter((name) => !refs.has(`#/components/messages/${name}`))).toStrictEqual([]);
  });

  test('has every event under the name by which the feed tells of it', () => {
    const feedNames = named(eventMessages()).flatMap(([, { name, 'x-feed-name': feed }]) =>
      feed ? [[name, feed]] : [],
    );
    expect(Object.fromEntries(feedNames)).toStrictEqual(FEED_NAMES);
  });

  test('tells old versions from new ones, and whose PHI is where', () => {
    const shown = named(eventMessages())
      .filter(([name]) => /opened|response_recorded|status_changed/.test(name))
      .map(([name, message]) => [name, message['x-schema-version'], message['x-phi']]);
    expect(shown).toStrictEqual([
      ['chart.opened.1', 1, {}],
      ['chart.opened.2', 2, {}],
      [
        'chart.response_recorded.1',
        1,
        {
          'changes.crew[].crew_id': 'crew',
          'changes.crew[].level': 'crew',
          'changes.crew[].name': 'crew',
          'changes.crew[].roles': 'crew',
        },
      ],
      ['chart.status_changed.1', 1, { reason: 'patient' }],
    ]);
  });
});

describe.each([...named(CLIENT_MESSAGES), ...named(SERVER_MESSAGES), ...named(BUS_MESSAGES)])(
  'the message %s',
  (_, message) => {
    test('has an example that is of its schema', () => {
      const validate = ajv.compile(message.payload as Json);
      expect(examplesOf(message).map((example) => [validate(example), validate.errors])).toStrictEqual([
        [true, null],
      ]);
    });
  },
);

describe('the service itself', () => {
  test.each(named(CLIENT_MESSAGES))('hears the example of %s', (action, message) => {
    const heard = examplesOf(message).map((example) => ClientMessage.parse(JSON.stringify(example)).action);
    expect(heard).toStrictEqual([action]);
  });

  test.each(named(SERVER_MESSAGES))('says the example of %s', (_, message) => {
    const examples = examplesOf(message);
    expect(examples.map((example) => ServerMessage.parse(example))).toStrictEqual(examples);
  });

  test('puts the example of the bus on its bus', () => {
    expect(BusEntry.parse(BUS_EXAMPLE)).toStrictEqual(BUS_EXAMPLE);
  });
});

describe('every frozen event', () => {
  const folder = new URL('./frozen/', import.meta.url);

  test.each(readdirSync(folder))('%s is of the schema that the document gives', (file) => {
    const { samples } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const message = eventMessages()[file.replace('.json', '')];
    const validate = ajv.compile(message?.payload as Json);
    expect(samples.map((sample: unknown) => validate(sample))).toStrictEqual(samples.map(() => true));
  });
});
