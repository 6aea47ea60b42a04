import type { StreamName } from '../../schemas/stream.ts';

/** The export that a file is of (of demographic data that goes ahead of a chart its digest), and the chart, where it is of one. */
export interface ArtifactOf extends Pick<StreamName, 'tenant_id' | 'id'> {
  readonly chart_id?: string | undefined;
}

/** Where demographic data lies, where a chart would be named. */
const DEMOGRAPHICS = 'demographics';

/** The key of an export's file: what a chart came to lies together, so that it goes together when its patient is destroyed. */
export const artifactKey = ({ tenant_id, id, chart_id = DEMOGRAPHICS }: ArtifactOf): string =>
  `${tenant_id}/${chart_id}/${id}.xml`;

/** The files that exports came to. */
export interface Artifacts {
  /** Keeps a file under its key with its SHA-256 (hex), which the store of files proves; again is no fault. */
  put(key: string, bytes: Uint8Array, sha256: string): Promise<void>;
  /** The bytes of a file, or undefined when there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
}
