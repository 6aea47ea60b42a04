import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { FunctionEntry } from '../../lib/functions.ts';
import { parsedJson } from '../../schemas/json.ts';
import { connections } from '../../store/realtime/connections.ts';
import { dynamoConnectionTable } from '../../store/realtime/dynamo-connection-table.ts';
import type { DynamoDbLocal } from '../dynamodb-local/engine.ts';
import { createTables } from '../dynamodb-local/tables.ts';
import { vitals } from '../store/samples.ts';
import { doubles } from './doubles.ts';
import { type HttpCall, httpEvent } from './messages.ts';
import { type WarmFunction, warmFunction } from './warm-function.ts';
import { openWire } from './wire.ts';

/** The functions on a command's way. */
const ENTRIES = {
  command: 'functions/commands/charts',
  publisher: 'functions/events/publisher',
  view: 'functions/projections/charts',
  feed: 'functions/events/feed',
  push: 'functions/realtime/pushes',
  archive: 'functions/events/archive',
} as const satisfies Record<string, FunctionEntry>;
type Name = keyof typeof ENTRIES;

/** A chart as the next command finds it. */
export interface OpenedChart {
  readonly id: string;
  readonly version: number;
}

/** The real functions, each in a warm process of its own, over real tables and doubles of all else. */
export interface System {
  readonly functions: Readonly<Record<Name, WarmFunction>>;
  /** Opens a chart of an incident that one screen listens to. */
  open(): Promise<OpenedChart>;
  /** Records vital signs: the command that is measured. */
  command(chart: OpenedChart): Promise<OpenedChart>;
  close(): Promise<void>;
}

const CALLER = { tenant_id: 'bench-ems', user_id: randomUUID(), role: 'ems' } as const;

const Reply = z.object({ statusCode: z.literal(201), body: z.string() });
const Written = z.object({ id: z.string(), version: z.number() });
const Opened = Written.extend({ incident_id: z.string() });

const answered = async <T>(
  commands: WarmFunction,
  call: Omit<HttpCall, 'caller'>,
  answer: z.ZodType<T>,
): Promise<T> => {
  const reply = await commands.invoke(httpEvent({ ...call, caller: CALLER }));
  const read = Reply.safeParse(reply);
  if (!read.success) throw new Error(`${call.routeKey} was refused: ${JSON.stringify(reply)}`);
  return answer.parse(parsedJson(read.data.body));
};

const vitalsBody = (version: number) => {
  const [event] = vitals('usual', 1);
  return { version, ...(event?.type === 'chart.vitals_recorded' ? event.data.vitals : {}) };
};

const listening = (client: DynamoDBClient) => {
  const known = connections(dynamoConnectionTable(client, 'ephemeral'));
  return async (incident_id: string) => {
    const connection = { tenant_id: CALLER.tenant_id, connection_id: randomUUID() };
    const now = new Date().toISOString();
    await known.open(connection, CALLER, now);
    await known.subscribe(connection, incident_id, now);
  };
};

const started = async (endpoint: string) => {
  const shared = doubles();
  const start = async (name: Name) => warmFunction(ENTRIES[name], await openWire(endpoint, shared));
  const [command, publisher, view, feed, push, archive] = [
    await start('command'),
    await start('publisher'),
    await start('view'),
    await start('feed'),
    await start('push'),
    await start('archive'),
  ];
  return { command, publisher, view, feed, push, archive };
};

/** Starts the functions of a command's way over the tables of a DynamoDB of one's own. */
export const openSystem = async ({ settings }: DynamoDbLocal): Promise<System> => {
  const client = new DynamoDBClient(settings);
  await createTables(client, ['events', 'views', 'keys', 'feed', 'access', 'ephemeral']);
  const functions = await started(settings.endpoint);
  const listen = listening(client);
  return {
    functions,
    async open() {
      const body = { incident_number: `26-${randomUUID()}` };
      const call = { routeKey: 'POST /v1/charts', params: {}, body };
      const { id, version, incident_id } = await answered(functions.command, call, Opened);
      await listen(incident_id);
      return { id, version };
    },
    async command({ id, version }) {
      const call = { routeKey: 'POST /v1/charts/{id}/vitals', params: { id }, body: vitalsBody(version) };
      return answered(functions.command, call, Written);
    },
    async close() {
      await Promise.all(Object.values(functions).map((each) => each.close()));
      client.destroy();
    },
  };
};
