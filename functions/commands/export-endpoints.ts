import * as chart from '../../domain/chart.ts';
import { isFinished } from '../../domain/chart-lifecycle.ts';
import * as decider from '../../domain/export.ts';
import { refuseFor } from '../../domain/issues.ts';
import type { ChartStatus } from '../../schemas/chart/status.ts';
import { isRefusal, type Refusal, refuse, whenAccepted } from '../../schemas/error.ts';
import type { ExportRequest } from '../../schemas/export.ts';
import * as routes from '../../schemas/routes/exports.ts';
import type { StreamName } from '../../schemas/stream.ts';
import type { ChartReads } from '../../store/chart-rows.ts';
import type { EventStore } from '../../store/event-store.ts';
import { inParallel } from '../../store/in-parallel.ts';
import { exportStream } from '../exports/export-head.ts';
import { type Endpoint, endpoint, type Request } from '../http/endpoint.ts';
import { becauseOf, derivedId, madeBy, type SignedRequest } from './ids.ts';
import { runCommand } from './run-command.ts';

/** What exports are asked for with; `charts` lists those of a time. */
export interface RequestParts {
  readonly store: EventStore;
  readonly charts: Pick<ChartReads, 'get' | 'list'>;
}

interface Asked {
  readonly operation: string;
  readonly id: string;
  readonly wanted: ExportRequest;
}

/** Records that an export is wanted; the bus tells who makes it. */
const ask = async (store: EventStore, request: SignedRequest, { operation, id, wanted }: Asked) => {
  const because = becauseOf(operation, request);
  const done = await runCommand(store, {
    decider,
    stream: exportStream({ tenant_id: request.caller.tenant_id, id }),
    command: { type: 'request', request: wanted },
    because: { ...because, command_id: derivedId(because.command_id, id) },
  });
  return whenAccepted(done, ({ version }) => ({ id, version }));
};

type ChartName = StreamName & { readonly category: 'chart' };

/** Why an export cannot be of this version of a chart, if it cannot: what one commit said together has no version within. */
const noSuchVersion = async (
  store: EventStore,
  chartName: ChartName,
  asked: number,
): Promise<Refusal | undefined> => {
  const { commits } = await store.load(chartName);
  if (commits.some(({ version }) => version === asked)) return undefined;
  const before = commits.findLast(({ version }) => version < asked)?.version ?? 0;
  const after = commits.find(({ version }) => version > asked)?.version;
  return refuseFor(`The chart was never at version ${asked}.`, [
    { path: 'version', message: `it went from ${before} to ${after} at once` },
  ]);
};

/** The version of a chart that is asked for, or its newest, and the state that the chart is in now. */
const versionOf = async (
  store: EventStore,
  name: { tenant_id: string; id: string },
  asked?: number,
): Promise<{ readonly version: number; readonly status: ChartStatus } | Refusal> => {
  const chartName: ChartName = { ...name, category: 'chart' };
  const { version, time, state } = await store.head(chartName, chart);
  if (state.status === 'unopened') return refuse('NOT_FOUND', 'There is no such chart.');
  if (asked === undefined || asked === version) return { version, status: state.status };
  if (asked < version)
    return (await noSuchVersion(store, chartName, asked)) ?? { version: asked, status: state.status };
  const details = { server_version: version, updated_at: time ?? null };
  return refuse('VERSION_CONFLICT', `The chart has no version ${asked} yet.`, details);
};

const requestExport = ({ store }: RequestParts) =>
  endpoint(routes.requestExport, async (request) => {
    const { caller, params, body } = request;
    const of = await versionOf(store, { tenant_id: caller.tenant_id, id: params.id }, body.version);
    if (isRefusal(of)) return of;
    const { operation } = routes.requestExport;
    const wanted = { kind: body.kind, chart_id: params.id, chart_version: of.version };
    return ask(store, request, { operation, id: madeBy(operation, request), wanted });
  });

const exportAgency = ({ store }: RequestParts) =>
  endpoint(routes.exportAgency, async (request) => {
    const { operation } = routes.exportAgency;
    return ask(store, request, { operation, id: madeBy(operation, request), wanted: { kind: 'dem' } });
  });

const badCursor = () =>
  refuseFor('The cursor is none that a batch has given; start again without one.', [
    { path: 'cursor', message: 'not a cursor' },
  ]);

const pageOf = async ({ charts }: RequestParts, tenantId: string, query: BatchQuery) => {
  const { cursor, from, to, limit } = query;
  const row = cursor === undefined ? undefined : await charts.get(tenantId, cursor);
  if (cursor !== undefined && !row) return badCursor();
  return charts.list(tenantId, { from, to, limit, ...(row && { after: [row.date, row.id] as const }) });
};

interface BatchQuery {
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Exports that are asked for at once. */
const WIDTH = 5;

/** Asks for the export of one chart of a batch; undefined where it was opened for editing again meanwhile. */
const exportFinished = async (
  { store }: RequestParts,
  request: Request<typeof routes.exportBatch>,
  chart_id: string,
) => {
  const { operation } = routes.exportBatch;
  const of = await versionOf(store, { tenant_id: request.caller.tenant_id, id: chart_id });
  if (isRefusal(of)) return of;
  if (!isFinished(of.status)) return undefined;
  const wanted = { kind: request.body.kind, chart_id, chart_version: of.version };
  const id = derivedId(madeBy(operation, request), chart_id);
  return whenAccepted(await ask(store, request, { operation, id, wanted }), () => ({ id, chart_id }));
};

/** The same key asks for the same exports again, whatever page they are on; a chart that changed needs a new key. */
const exportBatch = (parts: RequestParts) =>
  endpoint(routes.exportBatch, async (request) => {
    const { body, caller } = request;
    const page = await pageOf(parts, caller.tenant_id, body);
    if (isRefusal(page)) return page;
    const finished = page.items.filter(({ status }) => isFinished(status));
    const items = await inParallel(finished, WIDTH, ({ id }) => exportFinished(parts, request, id));
    const refused = items.find(isRefusal);
    if (refused) return refused;
    return {
      items: items.flatMap((item) => (item === undefined || isRefusal(item) ? [] : [item])),
      next_cursor: page.next ? page.next[1] : null,
    };
  });

/** Asking for exports: of a chart, of the agency, of all charts of a time. */
export const exportRequestEndpoints = (parts: RequestParts): readonly Endpoint[] =>
  [requestExport, exportAgency, exportBatch].map((make) => make(parts));
