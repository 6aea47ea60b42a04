/** What a file may take of us. Elements and attributes are nodes. */
export interface XmlLimits {
  readonly bytes: number;
  readonly nodes: number;
  readonly depth: number;
}

const MEGABYTE = 1_000_000;

/** The largest certification case has 75 kB, 2,000 nodes and 8 levels. */
export const DOCUMENT_LIMITS: XmlLimits = { bytes: 20 * MEGABYTE, nodes: 400_000, depth: 64 };
