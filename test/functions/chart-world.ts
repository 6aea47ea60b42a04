import { expect } from 'vitest';
import { chartDictionary } from '../../functions/chart-dictionary.ts';
import { chartCareEndpoints } from '../../functions/commands/chart-care.ts';
import { chartElementEndpoints } from '../../functions/commands/chart-elements.ts';
import { chartFileEndpoints } from '../../functions/commands/chart-files.ts';
import { chartRecordEndpoints } from '../../functions/commands/chart-record.ts';
import { derivedId } from '../../functions/commands/ids.ts';
import type { Limits } from '../../functions/http/endpoint.ts';
import { auditEndpoints } from '../../functions/queries/audit-endpoints.ts';
import { chartQueryEndpoints } from '../../functions/queries/chart-endpoints.ts';
import { type ChartStandard, validationEndpoints } from '../../functions/queries/validation-endpoints.ts';
import { project } from '../../projections/charts.ts';
import type { Caller, Role } from '../../schemas/identity.ts';
import { memoryAccessTrail } from '../../store/access/memory-access-trail.ts';
import { catchUp } from '../../store/catch-up.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import type { Uploads } from '../../store/uploads.ts';
import { memoryStore } from '../memory-store.ts';
import { EMS } from '../nemsis/dictionaries.ts';
import { actor, INCIDENT_NUMBER, minute, TENANT } from '../sample-chart.ts';
import { type Ask, apiEvent } from './api-event.ts';

/** Somebody signed in at an agency; `who` tells two of one role apart. */
export const caller = (role: Role, tenant_id = TENANT, who = ''): Caller => ({
  tenant_id,
  user_id: who === '' ? actor(role).user_id : derivedId('user', who),
  role,
});

/** Limits that no test here is about. */
export const PERMISSIVE: Limits = { maxBodyBytes: 1_000_000, permit: async () => undefined };

/** Permissions that tell what they were asked for. */
const uploads: Uploads = {
  permit: async (key, file, now) => ({
    method: 'PUT',
    url: `https://uploads.example.org/${key}`,
    headers: { 'content-length': String(file.size_bytes) },
    expires_at: now,
  }),
};

const KEY = 'a-first-opening';

/** The chart that {@link chartWorld}'s `open` opens. */
export const OPENED = {
  id: derivedId('chart', TENANT, KEY),
  incident_id: derivedId('incident', TENANT, INCIDENT_NUMBER),
};

/** An agency's charts behind their real endpoints, over a store and a read model in memory. The `n`-th request is made `n` minutes after the call. */
export const chartWorld = ({
  trail = memoryAccessTrail(),
  validation = {},
  ...given
}: {
  trail?: ReturnType<typeof memoryAccessTrail>;
  validation?: Partial<ChartStandard>;
  dictionary?: Parameters<typeof chartElementEndpoints>[0]['dictionary'];
} = {}) => {
  const store = memoryStore();
  const rows = memoryChartRows();
  const { dictionary = chartDictionary(store) } = given;
  const endpoints = [
    ...chartRecordEndpoints(store),
    ...chartCareEndpoints(store),
    ...chartFileEndpoints({ store, uploads }),
    ...chartElementEndpoints({ store, dictionary }),
    ...chartQueryEndpoints({ store, rows, trail }),
    ...validationEndpoints({
      ...{ store, rows, trail },
      standard: async () => ({ dictionary: EMS, ...validation }),
    }),
    ...auditEndpoints({ store, trail }),
  ];
  let requests = 0;
  const ask = async (key: string, { caller: who = caller('ems'), ...rest }: Partial<Ask> = {}) => {
    requests += 1;
    const endpoint = endpoints.find((each) => each.key === key);
    if (!endpoint) throw new Error(`There is no endpoint ${key}.`);
    const event = apiEvent(key, `request-${requests}`, { caller: who, ...rest });
    const context = { limits: PERMISSIVE, trace_id: `trace-${requests}`, now: minute(requests) };
    const { answer } = await endpoint.call({ event, ...context });
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? 'null') };
  };
  const stream = (id = OPENED.id, tenant_id = TENANT) => ({ tenant_id, category: 'chart', id }) as const;
  return {
    store,
    rows,
    trail,
    endpoints,
    ask,
    /** Opens the chart {@link OPENED}. */
    open: (more: Partial<Ask> = {}) =>
      ask('POST /v1/charts', {
        headers: { 'idempotency-key': KEY },
        body: { incident_number: INCIDENT_NUMBER },
        ...more,
      }),
    /** Asks for something of the opened chart. */
    of: (key: string, { params = {}, ...more }: Partial<Ask> = {}) =>
      ask(key, { params: { id: OPENED.id, ...params }, ...more }),
    /** The events of a chart as they are stored. */
    events: async (id = OPENED.id) =>
      (await store.load(stream(id))).commits.flatMap(({ events }) =>
        events.map(({ type, data }) => ({ type, data })),
      ),
    head: async () => (await store.load(stream())).version,
    /** Brings the chart's row to the newest version of its stream. */
    projectAll: async (id = OPENED.id) =>
      catchUp({ store, rows, project }, stream(id), (await store.load(stream(id))).version),
  };
};

/** An error answer as a client sees it. */
export const refused = (
  status: number,
  { code, message, details = {} }: { code: string; message: unknown; details?: unknown },
) => ({
  status,
  body: { error: { code, message, details, trace_id: expect.stringMatching(/^trace-\d+$/) } },
});
