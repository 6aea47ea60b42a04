import type { BusEntry } from '../../schemas/commit.ts';
import type { ExportVerdict } from '../../schemas/export.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Verdict } from '../../schemas/nemsis/finding.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import type { EventStore } from '../../store/event-store.ts';
import { type Artifacts, artifactKey } from '../../store/exports/artifacts.ts';
import type { ExportRows } from '../../store/exports/export-rows.ts';
import { derivedId } from '../commands/ids.ts';
import type { Handle } from '../events/consume.ts';
import { chartAt } from './chart-at.ts';
import { type ExportHead, exportHead } from './export-head.ts';
import { type ExportText, exportText } from './export-text.ts';
import type { ExportGate } from './gate.ts';
import { recordStep } from './record-step.ts';
import { agencyIncomplete, DESTROYED } from './refused.ts';
import { exportVerdict } from './verdict.ts';

/** What exports are made with. */
export interface ExportParts {
  readonly store: EventStore;
  readonly rows: ExportRows;
  readonly gate: Pick<ExportGate, 'judge'>;
  readonly artifacts: Artifacts;
  readonly dictionaries: Dictionaries;
  agency(tenantId: string): Promise<AgencyProfile>;
  /** Told what a verdict came to. */
  judged(entry: Pick<BusEntry, 'tenant_id' | 'id'>, verdict: ExportVerdict): void;
  now(): Date;
}

interface Told {
  readonly entry: BusEntry;
  readonly head: ExportHead;
}

/** The text of an export, or the verdict on why there can be none. */
const written = async (parts: ExportParts, { entry, head }: Told): Promise<ExportText | Verdict> => {
  const { request } = head.job;
  const profile = await parts.agency(entry.tenant_id);
  if (request.kind === 'dem') {
    const what = { kind: 'dem', profile, at: head.row.date, software: SOFTWARE } as const;
    return exportText(what, profile, parts.dictionaries);
  }
  const { kind, chart_id: id, chart_version } = request;
  const chart = await chartAt(parts.store, { tenant_id: entry.tenant_id, id }, chart_version);
  if (chart === 'destroyed') return DESTROYED;
  if (!profile.facts) return agencyIncomplete(profile.missing);
  return exportText({ kind, chart, agency: profile.facts, software: SOFTWARE }, profile, parts.dictionaries);
};

const isVerdict = (text: ExportText | Verdict): text is Verdict => 'valid' in text;

const subjectOf = ({ job: { request }, row }: ExportHead): string =>
  request.kind === 'dem' ? row.id : request.chart_id;

/** Keys of the destroyed seal nothing, so what is said of their chart says nothing of them. */
const verdictOn = async (
  parts: ExportParts,
  { head }: Told,
  text: ExportText | Verdict,
): Promise<ExportVerdict> => {
  const subject_id = subjectOf(head);
  if (isVerdict(text)) {
    const { findings, ...verdict } = exportVerdict(text, { subject_id });
    return text === DESTROYED ? verdict : { ...verdict, ...(findings && { findings }) };
  }
  const { release, sha256, chart_status } = text;
  const of = { release, sha256, ...(chart_status && { chart_status }) };
  return exportVerdict(await parts.gate.judge(text, head.job.request.kind), { subject_id, ...of });
};

const record = (parts: ExportParts, entry: BusEntry, command: Parameters<typeof recordStep>[1]) =>
  recordStep(parts.store, command, {
    entry,
    time: parts.now().toISOString(),
    seen: entry.version,
    command_id: derivedId('export-step', entry.tenant_id, entry.id, String(entry.version)),
  });

const judge = async (parts: ExportParts, told: Told, text: ExportText | Verdict): Promise<void> => {
  const verdict = await verdictOn(parts, told, text);
  await record(parts, told.entry, { type: 'record_verdict', verdict });
  parts.judged(told.entry, verdict);
};

const write = async (parts: ExportParts, { entry, head }: Told, text: ExportText): Promise<void> => {
  const { bytes, sha256 } = text;
  const key = artifactKey({ ...entry, chart_id: head.row.chart_id, sha256 });
  await parts.artifacts.put(key, bytes, sha256);
  const artifact = { key, sha256, bytes: bytes.length };
  await record(parts, entry, { type: 'record_artifact', artifact });
};

const goOn = async (parts: ExportParts, told: Told): Promise<void> => {
  const { status, verdict } = told.head.job;
  if (status !== 'pending_validation' && status !== 'ready_for_export') return;
  const text = await written(parts, told);
  const isJudged = !isVerdict(text) && verdict?.sha256 === text.sha256;
  if (isJudged) await write(parts, told, text);
  else await judge(parts, told, text);
};

/**
 * Takes an export one step further than the commit that was told of: judged, then written. Each step is of the newest
 * commit alone and begins anew from the chart, so whatever broke off is done again, and nothing is written that is not,
 * byte for byte, what was judged:
 *
 *   told    requested ─ judge ─ ✗ dies      requested ─ judge ─► judged ─ write ─ ✗ dies    judged ─ write ─► artifact
 *   meanwhile                                the agency says something else ─► judged anew, and then written
 */
export const runExport =
  (parts: ExportParts): Handle =>
  async (entry) => {
    const head = await exportHead(parts.store, entry);
    if (!head) throw new Error(`The bus tells of the export ${entry.id}, and nobody asked for it.`);
    await parts.rows.put(entry.tenant_id, head.row);
    if (head.row.version === entry.version) await goOn(parts, { entry, head });
  };
