/** Differences that do not count. */
export interface Allowed {
  /** Elements and groups that are not compared at all, and attributes: `DemographicReport/@timeStamp`, or of all `@UUID`. */
  readonly ignored: readonly string[];
  /** Elements and groups of which the actual data set may have more than the expected one. */
  readonly extra: readonly string[];
}

/** Every difference counts. */
export const NOTHING_ALLOWED: Allowed = { ignored: [], extra: [] };

/** Groups of an agency's own elements, of which there may be more. */
const ownElements = (prefix: 'e' | 'd'): string[] => [
  `${prefix}CustomConfiguration`,
  `${prefix}CustomConfiguration.CustomGroup`,
  `${prefix}CustomResults`,
  `${prefix}CustomResults.ResultsGroup`,
];

/**
 * What may differ from a certification case's expected data set: what the software generates itself (UUIDs, the moment
 * that agency's data is of, the record's own section, the dispatch system's id) and custom elements beyond those of the
 * case.
 */
export const CERTIFICATION_ALLOWS: Allowed = {
  ignored: ['@UUID', 'DemographicReport/@timeStamp', 'eRecord', 'eDispatch.06'],
  extra: [...ownElements('e'), ...ownElements('d')],
};
