import type { Context } from 'aws-lambda';
import { chartDictionary } from '../functions/chart-dictionary.ts';
import { chartCareEndpoints } from '../functions/commands/chart-care.ts';
import { chartElementEndpoints } from '../functions/commands/chart-elements.ts';
import { chartFileEndpoints } from '../functions/commands/chart-files.ts';
import { chartRecordEndpoints } from '../functions/commands/chart-record.ts';
import { derivedId } from '../functions/commands/ids.ts';
import { api } from '../functions/http/api.ts';
import { auditEndpoints } from '../functions/queries/audit-endpoints.ts';
import { chartQueryEndpoints } from '../functions/queries/chart-endpoints.ts';
import { memoryAccessTrail } from '../store/access/memory-access-trail.ts';
import type { ChartRows } from '../store/chart-rows.ts';
import type { EventStore } from '../store/event-store.ts';
import { type Ask, apiEvent } from './functions/api-event.ts';
import { caller } from './functions/chart-world.ts';
import { type MarkedWrite, markedEdits, markedStep, marksByNumber } from './phi-writes.ts';
import { INCIDENT_NUMBER, OTHER_TENANT, TENANT } from './sample-chart.ts';

export const CONTEXT: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'charts',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:charts',
  memoryLimitInMB: '512',
  awsRequestId: 'aws-request',
  logGroupName: '/charts',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
const KEY = 'the-opening-of-it';
const ID = derivedId('chart', TENANT, KEY);
export const STREAM = { tenant_id: TENANT, category: 'chart', id: ID } as const;

/** What a chart's functions work on. */
export interface Parts {
  readonly store: EventStore;
  readonly rows: ChartRows;
}

/** An answer, by its status and its whole text. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Asks a function of the API, as the medic of the scene and of its chart unless told otherwise. */
export const callsOf = (handler: ReturnType<typeof api>) => {
  let requests = 0;
  return async (key: string, { caller: who = caller('ems'), params = {}, ...rest }: Partial<Ask> = {}) => {
    requests += 1;
    const event = apiEvent(key, `request-${requests}`, {
      caller: who,
      params: key.includes('{id}') ? { id: ID, ...params } : params,
      ...rest,
    });
    const { statusCode = 0, body = '' } = await handler(event, CONTEXT);
    return { status: statusCode, text: body };
  };
};

/** The chart's functions as they are deployed, over these parts. */
export const chartApi = ({ store, rows }: Parts, maxBodyBytes = 2_000_000) => {
  const uploads = {
    permit: async (key: string) => ({
      method: 'PUT' as const,
      url: `https://uploads.example.org/${key}`,
      headers: {},
      expires_at: new Date().toISOString(),
    }),
  };
  const trail = memoryAccessTrail();
  const endpoints = [
    ...chartRecordEndpoints(store),
    ...chartCareEndpoints(store),
    ...chartFileEndpoints({ store, uploads }),
    ...chartElementEndpoints({ store, dictionary: chartDictionary(store) }),
    ...chartQueryEndpoints({ store, rows, trail }),
    ...auditEndpoints({ store, trail }),
  ];
  return callsOf(api(endpoints, { maxBodyBytes, permit: async () => undefined }));
};
/** How the scene asks the API, wherever that is. */
export type SceneCall = ReturnType<typeof callsOf>;

/** Opens the chart of the scene. */
export const openScene = (call: SceneCall) =>
  call('POST /v1/charts', {
    headers: { 'idempotency-key': KEY },
    body: { incident_number: INCIDENT_NUMBER },
  });

/** The same write in every way in which it is refused before it is looked at twice. */
const badWays = ({ key, asks }: MarkedWrite, params: Record<string, string>): [string, Partial<Ask>][] => {
  const told = Object.values(asks).map(String).join(' ');
  const wrongTypes = Object.fromEntries(Object.entries(asks).map(([name, value]) => [name, [[value]]]));
  const body = { version: 1, ...asks };
  const asked: Partial<Ask>[] = [
    { params, body: { ...wrongTypes, version: 1 } },
    { params, body: { ...body, [told]: told } },
    { params, body: { version: told } },
    { params, raw: JSON.stringify(body).slice(0, -1) },
    { params, body, headers: { 'idempotency-key': told } },
    { params: { ...params, id: told }, body },
    { params, body: { ...body, version: 999 } },
    { params, body, caller: caller('ems', OTHER_TENANT) },
    { params, body, caller: caller('billing') },
  ];
  return asked.map((each) => [key, each]);
};

/** Documents a chart with marks in every place, refused in every way first, then locks it and unlocks it again. */
export const playScene = async (call: SceneCall) => {
  const answers: Answered[] = [
    await openScene(call),
    await call('POST /v1/charts/{id}/transitions', { body: { version: 1, to: 'in_progress' } }),
  ];
  const writes = [...markedEdits(), ...['ready_for_review', 'completed', 'locked'].map(markedStep)];
  const ids: Record<string, string> = {};
  let version = 2;
  const take = async (write: MarkedWrite, who = caller('ems')) => {
    const params = write.needs === undefined ? {} : { [write.needs]: ids[write.needs] ?? '' };
    for (const bad of badWays(write, params)) answers.push(await call(...bad));
    const answer = await call(write.key, { params, caller: who, body: { version, ...write.asks } });
    answers.push(answer);
    const done = JSON.parse(answer.text);
    version = done.version ?? version;
    Object.assign(ids, done);
  };
  for (const write of writes) await take(write);
  const edits = markedEdits();
  for (const write of edits) await take(write);
  const unlock = markedStep('completed');
  await take(unlock);
  await take(unlock, caller('admin'));
  const marks = [...writes, ...edits, unlock].flatMap((each) => each.marks);
  return { answers, marks, byNumber: marksByNumber(writes) };
};
