import { withheld } from '../../domain/nemsis/withheld.ts';
import { isRefusal, refuse } from '../../schemas/error.ts';
import type { RequestedExport } from '../../schemas/export.ts';
import type { ShownStateFinding, StateFinding } from '../../schemas/nemsis/state-finding.ts';
import * as routes from '../../schemas/routes/exports.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { Downloads } from '../../store/exports/downloads.ts';
import type { ExportRows } from '../../store/exports/export-rows.ts';
import { type ExportHead, exportHead } from '../exports/export-head.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { badCursor } from './bad-cursor.ts';
import { recordRead } from './record-read.ts';

interface Parts {
  readonly store: EventStore;
  readonly rows: Pick<ExportRows, 'get' | 'list'>;
  readonly downloads: Downloads;
  readonly trail: AccessTrail;
}

const judgement = ({ verdict }: RequestedExport) => ({
  judged_by: verdict?.judged_by ?? [],
  findings: verdict?.findings?.list ?? [],
  ...(verdict?.release !== undefined && { release: verdict.release }),
});

const SHOWN: Readonly<Record<StateFinding['severity'], ShownStateFinding['severity']>> = {
  fatal: 'FATAL',
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
};

const shown = (finding: StateFinding): ShownStateFinding => ({
  ...finding,
  severity: SHOWN[finding.severity],
});

/** What came of a submission; of an export that is none, why. */
const submissionOf = (job: RequestedExport) => {
  const { status, submission } = job;
  const outcome = submission?.plan.outcome ?? withheld(job);
  if (!submission && !(status === 'exported' && outcome)) return undefined;
  const findings = (submission?.findings?.list ?? []).map(shown);
  const demographics = job.demographics?.findings?.list;
  return { submission: { findings, ...(outcome && { outcome }), ...(demographics && { demographics }) } };
};

/** Whose data an export's findings and file hold: the patient's; what is of the agency is kept as the export's own. */
const subjectsOf = ({ job, row }: ExportHead): string[] => [
  ...(row.chart_id === undefined ? [] : [`patient/${row.chart_id}`]),
  ...(row.chart_id === undefined || job.demographics ? [`export/${row.id}`] : []),
];

const getExport = ({ store, downloads, trail }: Parts) =>
  endpoint(routes.getExport, async (request) => {
    const { caller, params, now } = request;
    const head = await exportHead(store, { tenant_id: caller.tenant_id, id: params.id });
    if (!head) return refuse('NOT_FOUND', 'There is no such export.');
    const { job, row } = head;
    await recordRead(trail, request, { operation: routes.getExport.operation, subjects: subjectsOf(head) });
    const download = job.artifact && (await downloads.permit(job.artifact.key, now));
    return { ...row, ...judgement(job), ...submissionOf(job), ...(download && { download }) };
  });

const positionOf = async ({ rows }: Parts, tenantId: string, cursor: string | undefined) => {
  if (cursor === undefined) return {};
  const row = await rows.get(tenantId, cursor);
  return row ? { after: [row.date, row.id] as const } : badCursor();
};

const listExports = (parts: Parts) =>
  endpoint(routes.listExports, async ({ caller, query: { cursor, ...query } }) => {
    const position = await positionOf(parts, caller.tenant_id, cursor);
    if (isRefusal(position)) return position;
    const { items, next } = await parts.rows.list(caller.tenant_id, { ...query, ...position });
    return { items: [...items], next_cursor: next ? next[1] : null };
  });

/** Reading exports: one of them with its findings and its file, and lists. */
export const exportQueryEndpoints = (parts: Parts): readonly Endpoint[] =>
  [getExport, listExports].map((make) => make(parts));
