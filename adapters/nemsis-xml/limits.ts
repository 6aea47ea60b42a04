/**
 * What a file may take of us. Elements and attributes are nodes. Siblings, elements of one parent, and the attributes of
 * one element are bounded because libxml2 goes through all of them for each that is wrong.
 */
export interface XmlLimits {
  readonly bytes: number;
  readonly nodes: number;
  readonly depth: number;
  readonly siblings: number;
  readonly attributes: number;
}

const MEGABYTE = 1_000_000;

/** The largest certification case has 75 kB, 2,000 nodes and 8 levels; no element of the standard has 10 attributes. */
export const DOCUMENT_LIMITS: XmlLimits = {
  bytes: 20 * MEGABYTE,
  nodes: 400_000,
  depth: 64,
  siblings: 10_000,
  attributes: 100,
};
