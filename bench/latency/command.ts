import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import type { Push } from '../../local/demo/live-channel.ts';
import type { ChartRows } from '../../store/chart-rows.ts';
import { dynamoChartRows } from '../../store/dynamo-chart-rows.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { type EventStore, eventStore } from '../../store/event-store.ts';
import { dynamoKeyTable } from '../../store/keys/dynamo-key-table.ts';
import { kmsMasterKey } from '../../store/keys/kms-master-key.ts';
import { tableKeyRing } from '../../store/keys/table-key-ring.ts';
import { type BusQueue, openBusQueue } from './bus-queue.ts';
import { type Medic, medicOf } from './medic.ts';
import type { Target } from './target.ts';

/** When a command reached which place: milliseconds since its request was sent. Only one of the last two is watched. */
export interface Passage {
  readonly function: number;
  readonly answer: number;
  readonly queue: number;
  readonly row?: number;
  readonly push?: number;
}

/** A chart as the next command finds it. */
interface Chart {
  readonly id: string;
  readonly version: number;
}

/** Sends commands through a deployed system and watches where they arrive. */
export interface Line {
  open(): Promise<Chart>;
  send(chart: Chart, watched: 'row' | 'push'): Promise<Passage>;
  close(): Promise<void>;
}

const Written = z.object({ version: z.number() });
const VITALS = {
  taken_at: '2026-01-15T10:20:00-05:00',
  systolic: 98,
  diastolic: 52,
  heart_rate: 44,
  spo2: 93,
};
const LOOK_EVERY_MS = 10;
const WAIT_MS = 20_000;

interface Parts {
  readonly medic: Medic;
  readonly rows: ChartRows;
  readonly store: EventStore;
  readonly arrivals: ReadonlyMap<string, number>;
  readonly bus: BusQueue;
}

const keyOf = (id: string, version: number): string => `${id} ${version}`;

const pushOf = async ({ medic, arrivals }: Parts, { id, version }: Chart): Promise<number> => {
  await medic.live.push(
    (push) => push.chart_id === id && push.version === version,
    `push of version ${version}`,
  );
  return arrivals.get(keyOf(id, version)) ?? Number.NaN;
};

const rowOf = async ({ rows, medic }: Parts, { id, version }: Chart): Promise<number> => {
  for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline; await sleep(LOOK_EVERY_MS))
    if (((await rows.get(medic.tenantId, id))?.version ?? 0) >= version) return performance.now();
  throw new Error(`Version ${version} of a chart was not in the read model within ${WAIT_MS / 1000} s.`);
};

const busOf = async ({ bus }: Parts, { id, version }: Chart): Promise<number> => {
  for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline; await sleep(1)) {
    const arrival = bus.arrivals.get(keyOf(id, version));
    if (arrival !== undefined) return arrival;
  }
  throw new Error(`Version ${version} of a chart was not on the bus within ${WAIT_MS / 1000} s.`);
};

/** The moment that the function wrote into the commit, on the clock of `performance.now()`: all runs on one machine. */
const functionTime = async ({ store, medic }: Parts, { id, version }: Chart): Promise<number> => {
  const stream = { tenant_id: medic.tenantId, category: 'chart', id } as const;
  const { commits } = await store.load(stream, version - 1);
  return Date.parse(commits[0]?.time ?? '') - performance.timeOrigin;
};

const send = async (parts: Parts, chart: Chart, watched: 'row' | 'push'): Promise<Passage> => {
  const { api, session } = parts.medic;
  const path = `/v1/charts/${chart.id}/vitals`;
  const body = { version: chart.version, ...VITALS };
  const call = { method: 'POST', path, body, token: session.token, expects: 201 } as const;
  const sent = performance.now();
  const { version } = await api.call(call, Written);
  const answer = performance.now() - sent;
  const written = { id: chart.id, version };
  const seen = (await (watched === 'row' ? rowOf : pushOf)(parts, written)) - sent;
  await pushOf(parts, written);
  const at = await functionTime(parts, written);
  const queue = (await busOf(parts, written)) - sent;
  return { function: at - sent, answer, queue, [watched]: seen };
};

/** Opens a line into a deployed system. */
export const openLine = async (target: Target): Promise<Line> => {
  const arrivals = new Map<string, number>();
  const onPush = ({ chart_id, version }: Push) => arrivals.set(keyOf(chart_id, version), performance.now());
  const medic = await medicOf(target, onPush);
  const client = new DynamoDBClient(target.settings);
  const keys = tableKeyRing({
    table: dynamoKeyTable(client, target.output('KeysTable')),
    master: kmsMasterKey(new KMSClient(target.settings), target.output('MasterKey')),
    now: Date.now,
  });
  const rows = dynamoChartRows(client, { table: target.output('ViewsTable'), generation: 0 }, keys);
  const store = eventStore(dynamoCommitTable(client, target.output('EventsTable')), keys);
  const bus = await openBusQueue(target);
  const parts = { medic, rows, store, arrivals, bus };
  return {
    async open() {
      const chart = { id: await medic.open(), version: 1 };
      await pushOf(parts, chart);
      return chart;
    },
    send: (chart, watched) => send(parts, chart, watched),
    async close() {
      medic.live.close();
      await bus.close();
    },
  };
};
