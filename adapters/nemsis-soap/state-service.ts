import type { LimitAnswer, SubmissionAnswer } from '../../schemas/nemsis/state-answer.ts';

/** The data sets that are submitted, with the WSDL's number for the schema of each. */
export const DATA_SCHEMAS = { EMS: 61, DEM: 62, STATE: 65 } as const;

/** One data set to submit. */
export interface Submission {
  readonly dataSet: keyof typeof DATA_SCHEMAS;
  /** The release of the standard without its build, as 3.5.1. */
  readonly schemaVersion: string;
  /** The document, with or without an XML declaration. */
  readonly xml: string;
  /** Whatever the state asks to be told, or a name for our own logs. */
  readonly additionalInfo: string;
}

/**
 * A state's NEMSIS web service for one agency. Every way in which a state can answer, or fail to, is a value; none
 * holds the account.
 */
export interface StateService {
  submit(submission: Submission): Promise<SubmissionAnswer>;
  /** What became of data that was submitted and not judged at once. */
  status(handle: string): Promise<SubmissionAnswer>;
  limit(): Promise<LimitAnswer>;
}
