/** Differences that do not count. */
export interface Allowed {
  /** Elements and groups that are not compared at all, and attributes as `PatientCareReport/@UUID`. */
  readonly ignored: readonly string[];
  /** Elements and groups of which the actual data set may have more than the expected one. */
  readonly extra: readonly string[];
}

/** Every difference counts. */
export const NOTHING_ALLOWED: Allowed = { ignored: [], extra: [] };

/**
 * What may differ from a certification case's expected data set: what the software generates itself (the UUID, the
 * record's own section, the dispatch system's id) and custom elements beyond those of the case.
 */
export const CERTIFICATION_ALLOWS: Allowed = {
  ignored: ['PatientCareReport/@UUID', 'eRecord', 'eDispatch.06'],
  extra: [
    'eCustomConfiguration',
    'eCustomConfiguration.CustomGroup',
    'eCustomResults',
    'eCustomResults.ResultsGroup',
  ],
};
