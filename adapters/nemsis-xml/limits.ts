/**
 * What a file may take of us. Elements and attributes are nodes; siblings are elements of one parent, whose number is
 * bounded because libxml2 counts through them for each error that it reports.
 */
export interface XmlLimits {
  readonly bytes: number;
  readonly nodes: number;
  readonly depth: number;
  readonly siblings: number;
}

const MEGABYTE = 1_000_000;

/** The largest certification case has 75 kB, 2,000 nodes and 8 levels. */
export const DOCUMENT_LIMITS: XmlLimits = {
  bytes: 20 * MEGABYTE,
  nodes: 400_000,
  depth: 64,
  siblings: 10_000,
};
