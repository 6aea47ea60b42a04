import { createHash } from 'node:crypto';
import type { Submission } from '../../adapters/nemsis-soap/state-service.ts';
import type { ToSubmit } from '../../domain/nemsis/submission-plan.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { Artifact, DemographicsVerdict, RequestedExport } from '../../schemas/export.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Payload } from '../../schemas/nemsis/submission-plan.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { artifactKey } from '../../store/exports/artifacts.ts';
import { type ExportText, exportText } from './export-text.ts';
import type { SubmissionParts } from './submission-parts.ts';
import { exportVerdict } from './verdict.ts';

/** An export whose file is written. */
export interface WrittenExport extends RequestedExport {
  readonly artifact: Artifact;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The digest of demographic data without the moment it was written at, which says nothing of the agency. */
const contentDigest = (bytes: Uint8Array): string =>
  digest(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/ timeStamp="[^"]*"/, ''),
  );

/** Where the demographic data lies that goes to the state before a chart's export: what is sent is what was planned. */
const demographicsKey = (
  { tenant_id, id }: Pick<BusEntry, 'tenant_id' | 'id'>,
  { sha256 }: Payload,
): string => artifactKey({ tenant_id, id, sha256 });

/** The verdict on demographic data that does not pass; undefined for what does. */
const refusalOf = async (
  { gate }: SubmissionParts,
  entry: BusEntry,
  text: ExportText,
): Promise<DemographicsVerdict | undefined> => {
  const verdict = await gate.judge(text, 'dem');
  const { release, sha256 } = text;
  return verdict.valid ? undefined : exportVerdict(verdict, { subject_id: entry.id, release, sha256 });
};

/** The agency's data as it goes ahead of a chart, or why it may not: what the state has already is not judged again. */
const demographicsOf = async (
  parts: SubmissionParts,
  entry: BusEntry,
  { profile, endpoint }: { readonly profile: AgencyProfile; readonly endpoint: string },
): Promise<NonNullable<ToSubmit['demographics']> | DemographicsVerdict> => {
  const what = { kind: 'dem', profile, at: parts.now().toISOString(), software: SOFTWARE } as const;
  const text = exportText(what, profile, parts.dictionaries);
  const { bytes, sha256 } = text;
  const payload: Payload = { data_set: 'DEM', sha256: contentDigest(bytes), bytes: bytes.length };
  const lastAccepted = await parts.copies.last(entry.tenant_id, endpoint);
  if (lastAccepted === payload.sha256) return { payload, lastAccepted };
  const refused = await refusalOf(parts, entry, text);
  if (refused) return refused;
  await parts.artifacts.put(demographicsKey(entry, payload), bytes, sha256);
  return { payload, lastAccepted };
};

/** Whether it is the verdict that keeps an export from being submitted. */
export const isRefused = (what: object): what is DemographicsVerdict => 'valid' in what;

/**
 * What an export submits; a chart's is preceded by the agency's data where the state's copy of it is behind. A verdict
 * where that does not pass the gate.
 */
export const toSubmit = async (
  parts: SubmissionParts,
  entry: BusEntry,
  of: { readonly job: WrittenExport; readonly profile: AgencyProfile; readonly endpoint: string },
): Promise<ToSubmit | DemographicsVerdict> => {
  const { artifact, request } = of.job;
  const { sha256, bytes } = artifact;
  if (request.kind !== 'dem') {
    const demographics = await demographicsOf(parts, entry, of);
    return isRefused(demographics)
      ? demographics
      : { payload: { data_set: 'EMS', sha256, bytes }, demographics };
  }
  const text = await parts.artifacts.get(artifact.key);
  return { payload: { data_set: 'DEM', sha256: text ? contentDigest(text) : sha256, bytes } };
};

/** The release of the standard without its build: 3.5.1 of 3.5.1.250403CP1. */
const versionOf = (release: string): string => release.split('.').slice(0, 3).join('.');

/** The document of a payload; undefined once it is gone with somebody whom it names. */
export const documentOf = async (
  { artifacts }: SubmissionParts,
  entry: BusEntry,
  { job, payload }: { readonly job: WrittenExport; readonly payload: Payload },
): Promise<Submission | undefined> => {
  const isOwn = job.request.kind === 'dem' || payload.data_set === 'EMS';
  const bytes = await artifacts.get(isOwn ? job.artifact.key : demographicsKey(entry, payload));
  return (
    bytes && {
      dataSet: payload.data_set,
      schemaVersion: versionOf(job.verdict?.release ?? ''),
      xml: Buffer.from(bytes).toString('utf8'),
      additionalInfo: `${SOFTWARE.name} ${SOFTWARE.version}`,
    }
  );
};
