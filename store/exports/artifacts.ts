import type { StreamName } from '../../schemas/stream.ts';

/** The export that a file is of, the chart, where it is of one, and the digest (SHA-256, hex) of what is in it. */
export interface ArtifactOf extends Pick<StreamName, 'tenant_id' | 'id'> {
  readonly chart_id?: string | undefined;
  readonly sha256: string;
}

/** Where demographic data lies, where a chart would be named. */
export const DEMOGRAPHICS = 'demographics';

/**
 * The key of an export's file. What a chart came to lies together, so that it goes together when its patient is destroyed;
 * and what lies under a key never changes, whoever else writes the same export meanwhile.
 */
export const artifactKey = ({ tenant_id, id, chart_id = DEMOGRAPHICS, sha256 }: ArtifactOf): string =>
  `${tenant_id}/${chart_id}/${id}-${sha256}.xml`;

/** The files that exports came to. */
export interface Artifacts {
  /** Keeps a file under its key with its SHA-256 (hex), which the store of files proves; again is no fault. */
  put(key: string, bytes: Uint8Array, sha256: string): Promise<void>;
  /** The bytes of a file, or undefined when there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
}
