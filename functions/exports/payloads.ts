import { createHash } from 'node:crypto';
import type { Submission } from '../../adapters/nemsis-soap/state-service.ts';
import type { ToSubmit } from '../../domain/nemsis/submission-plan.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { Artifact, RequestedExport } from '../../schemas/export.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Payload } from '../../schemas/nemsis/submission-plan.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { artifactKey } from '../../store/exports/artifacts.ts';
import { exportText } from './export-text.ts';
import type { SubmissionParts } from './submission-parts.ts';

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

/** Where the demographic data lies that goes to the state before a chart's export: it is kept as it was when planned. */
const demographicsKey = ({ tenant_id, id }: Pick<BusEntry, 'tenant_id' | 'id'>): string =>
  artifactKey({ tenant_id, id });

const demographicsOf = async (
  parts: SubmissionParts,
  entry: BusEntry,
  { profile, endpoint }: { readonly profile: AgencyProfile; readonly endpoint: string },
): Promise<NonNullable<ToSubmit['demographics']>> => {
  const what = { kind: 'dem', profile, at: parts.now().toISOString(), software: SOFTWARE } as const;
  const { bytes, sha256 } = exportText(what, profile, parts.dictionaries);
  const payload: Payload = { data_set: 'DEM', sha256: contentDigest(bytes), bytes: bytes.length };
  const lastAccepted = await parts.copies.last(entry.tenant_id, endpoint);
  if (lastAccepted !== payload.sha256) await parts.artifacts.put(demographicsKey(entry), bytes, sha256);
  return { payload, ...{ lastAccepted } };
};

/** What an export submits; a chart's is preceded by the agency's data where the state's copy of it is behind. */
export const toSubmit = async (
  parts: SubmissionParts,
  entry: BusEntry,
  of: { readonly job: WrittenExport; readonly profile: AgencyProfile; readonly endpoint: string },
): Promise<ToSubmit | undefined> => {
  const { artifact, request } = of.job;
  if (request.kind !== 'dem') {
    const { sha256, bytes } = artifact;
    return {
      payload: { data_set: 'EMS', sha256, bytes },
      demographics: await demographicsOf(parts, entry, of),
    };
  }
  const text = await parts.artifacts.get(artifact.key);
  return text && { payload: { data_set: 'DEM', sha256: contentDigest(text), bytes: text.length } };
};

/** The release of the standard without its build: 3.5.1 of 3.5.1.250403CP1. */
const versionOf = (release: string): string => release.split('.').slice(0, 3).join('.');

/** The document of a payload; undefined once it is gone with its patient. */
export const documentOf = async (
  { artifacts }: SubmissionParts,
  entry: BusEntry,
  { job, payload }: { readonly job: WrittenExport; readonly payload: Payload },
): Promise<Submission | undefined> => {
  const isOwn = job.request.kind === 'dem' || payload.data_set === 'EMS';
  const bytes = await artifacts.get(isOwn ? job.artifact.key : demographicsKey(entry));
  return (
    bytes && {
      dataSet: payload.data_set,
      schemaVersion: versionOf(job.verdict?.release ?? ''),
      xml: Buffer.from(bytes).toString('utf8'),
      additionalInfo: `${SOFTWARE.name} ${SOFTWARE.version}`,
    }
  );
};
