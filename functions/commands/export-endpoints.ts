import * as chart from '../../domain/chart.ts';
import * as decider from '../../domain/export.ts';
import type { ChartSummary } from '../../schemas/chart/view.ts';
import { isRefusal, type Refusal, refuse, whenAccepted } from '../../schemas/error.ts';
import type { ExportRequest } from '../../schemas/export.ts';
import * as routes from '../../schemas/routes/exports.ts';
import type { ChartReads } from '../../store/chart-rows.ts';
import type { EventStore } from '../../store/event-store.ts';
import { inParallel } from '../../store/in-parallel.ts';
import { exportStream } from '../exports/export-head.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
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

const versionOf = async (
  store: EventStore,
  { tenant_id, id }: { tenant_id: string; id: string },
  asked?: number,
): Promise<{ readonly version: number } | Refusal> => {
  const { version, time } = await store.head({ tenant_id, category: 'chart', id }, chart);
  if (version === 0) return refuse('NOT_FOUND', 'There is no such chart.');
  if (asked === undefined || asked <= version) return { version: asked ?? version };
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
  refuse('VALIDATION_FAILED', 'The cursor is none that a batch has given; start again without one.', {
    issues: [{ path: 'body.cursor', message: 'not a cursor' }],
  });

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

const isDone = ({ status }: ChartSummary): boolean => status === 'completed' || status === 'locked';

/** Exports that are asked for at once. */
const WIDTH = 5;

/** The same key asks for the same exports again, whatever page they are on; a chart that changed needs a new key. */
const exportBatch = (parts: RequestParts) =>
  endpoint(routes.exportBatch, async (request) => {
    const { body, caller } = request;
    const page = await pageOf(parts, caller.tenant_id, body);
    if (isRefusal(page)) return page;
    const { operation } = routes.exportBatch;
    const items = await inParallel(page.items.filter(isDone), WIDTH, async ({ id: chart_id }) => {
      const of = await versionOf(parts.store, { tenant_id: caller.tenant_id, id: chart_id });
      if (isRefusal(of)) return of;
      const wanted = { kind: body.kind, chart_id, chart_version: of.version };
      const id = derivedId(madeBy(operation, request), chart_id);
      const asked = await ask(parts.store, request, { operation, id, wanted });
      return whenAccepted(asked, () => ({ id, chart_id }));
    });
    const refused = items.find(isRefusal);
    if (refused) return refused;
    return {
      items: items.flatMap((item) => (isRefusal(item) ? [] : [item])),
      next_cursor: page.next ? page.next[1] : null,
    };
  });

/** Asking for exports: of a chart, of the agency, of all charts of a time. */
export const exportRequestEndpoints = (parts: RequestParts): readonly Endpoint[] =>
  [requestExport, exportAgency, exportBatch].map((make) => make(parts));
