/** What an answer of the state's web service comes to. */
export type StatusKind = 'accepted' | 'accepted_with_findings' | 'pending' | 'refused' | 'server_error';

/** The status codes that the web service's WSDL (NEMSIS V3 core) documents for data that was submitted. */
export const STATUS_KINDS: ReadonlyMap<number, StatusKind> = new Map([
  [0, 'pending'],
  [10, 'pending'],
  [1, 'accepted'],
  [2, 'accepted_with_findings'],
  [3, 'accepted_with_findings'],
  [4, 'accepted_with_findings'],
  [5, 'accepted_with_findings'],
  [6, 'accepted_with_findings'],
  [-1, 'refused'],
  [-2, 'refused'],
  [-3, 'refused'],
  [-4, 'refused'],
  [-5, 'refused'],
  [-11, 'refused'],
  [-12, 'refused'],
  [-13, 'refused'],
  [-14, 'refused'],
  [-15, 'refused'],
  [-16, 'refused'],
  [-30, 'refused'],
  [-40, 'refused'],
  [-41, 'refused'],
  [-42, 'refused'],
  [-43, 'refused'],
  [-20, 'server_error'],
  [-21, 'server_error'],
  [-22, 'server_error'],
  [-50, 'server_error'],
  [-51, 'server_error'],
]);

/** Codes above are successes that a state or a vendor defines, and below its negative, refusals of theirs. */
export const CUSTOM_ABOVE = 100;

/** The code with which QueryLimit succeeds; it says nothing of data. */
export const LIMIT_GIVEN = 51;

/** What a code comes to. One that nobody documented is a refusal: nothing proves that the data was taken. */
export const statusKind = (code: number): StatusKind =>
  STATUS_KINDS.get(code) ?? (code > CUSTOM_ABOVE ? 'accepted' : 'refused');
