import type { SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';

/** What a status code says to people, besides what its kind says already. */
export interface StatusText extends Pick<SubmissionStatus, 'turn' | 'text'> {
  /** Where the kind alone would say something else. */
  readonly state?: SubmissionStatus['state'];
}

const PENDING = 'The state has not finished with it; it is asked again.';
/** How the text of every failure ends that is tried again. */
export const AGAIN = 'it is tried again, and nothing has to be done here.';
const VERDICT_LOST =
  'its verdict has to be looked up there; export it again if the state has no such data, which does no harm if it has.';

/** Each documented code: its cause, and what to do, of a chart. */
export const STATUS_TEXTS: ReadonlyMap<number, StatusText> = new Map<number, StatusText>([
  [0, { turn: 'state', text: PENDING }],
  [10, { turn: 'state', text: `It has passed the state's validation. ${PENDING}` }],
  [1, { turn: 'nobody', text: 'The state has taken it.' }],
  [
    2,
    {
      turn: 'medic',
      text: 'The state has taken it, and its rules report errors: correct what the findings name, and export it again.',
    },
  ],
  [
    3,
    {
      turn: 'nobody',
      text: 'The state has taken it, and its rules report warnings: nothing has to be done; the findings say what could be better.',
    },
  ],
  [
    4,
    {
      turn: 'nobody',
      text: "The state has taken it, with a warning of its import (ETL): nothing has to be done; the findings say what, if the state's report does.",
    },
  ],
  [
    5,
    {
      turn: 'nobody',
      text: "The state has taken it, with a warning of its plausibility checks: nothing has to be done; the findings say what, if the state's report does.",
    },
  ],
  [
    6,
    {
      turn: 'medic',
      text: 'The state has taken a part of it, and its rules report errors: correct what the findings name, and export it again, so that it has the whole.',
    },
  ],
  [
    -1,
    {
      turn: 'agency_admin',
      text: "The state does not know this user name with this password: set the agency's state account anew, then export it again.",
    },
  ],
  [
    -2,
    {
      turn: 'agency_admin',
      text: "The agency's state account may not do this: ask the state to permit its submissions, then export it again.",
    },
  ],
  [
    -3,
    {
      turn: 'agency_admin',
      text: "The agency's state account may not submit for this organization: check the organization in the account, or ask the state to permit it, then export it again.",
    },
  ],
  [
    -4,
    {
      turn: 'agency_admin',
      text: "The state refuses a value in the request: check the organization, and which release of the standard the state takes, in the agency's configuration.",
    },
  ],
  [
    -5,
    {
      turn: 'agency_admin',
      text: "The state refuses this combination of values in the request: check which data sets and which release of the standard it takes from this organization, in the agency's configuration.",
    },
  ],
  [
    -11,
    {
      state: 'submitted',
      turn: 'agency_admin',
      text: `The state has this very file already, from an earlier try or another way: ${VERDICT_LOST}`,
    },
  ],
  [
    -12,
    {
      turn: 'agency_admin',
      text: "It breaks the state's XML schema: check that the agency exports the release of the standard that the state takes; the findings name the places.",
    },
  ],
  [
    -13,
    {
      turn: 'medic',
      text: 'It breaks a fatal rule of the state: correct what the findings name, and export it again.',
    },
  ],
  [
    -14,
    {
      turn: 'medic',
      text: 'It breaks a rule of the state: correct what the findings name, and export it again.',
    },
  ],
  [
    -15,
    {
      turn: 'agency_admin',
      text: "The state's import (ETL) cannot store it: correct what the findings name; if they name nothing, ask the state.",
    },
  ],
  [
    -16,
    {
      turn: 'medic',
      text: "The state's plausibility checks refuse it: correct what the findings name, and export it again.",
    },
  ],
  [-20, { turn: 'state', text: `The state's server has an error: ${AGAIN}` }],
  [-21, { turn: 'state', text: `The state's server has an error of its database: ${AGAIN}` }],
  [-22, { turn: 'state', text: `The state's server has an error of its files or network: ${AGAIN}` }],
  [
    -30,
    {
      turn: 'agency_admin',
      text: 'It is larger than the state takes: remove attached documents from what is exported, or ask the state for a higher limit.',
    },
  ],
  [
    -40,
    {
      state: 'submitted',
      turn: 'agency_admin',
      text: `The state does not tell what became of it: ${VERDICT_LOST}`,
    },
  ],
  [
    -41,
    {
      state: 'submitted',
      turn: 'agency_admin',
      text: `The state no longer tells what became of it, it was asked too late: ${VERDICT_LOST}`,
    },
  ],
  [
    -42,
    {
      state: 'submitted',
      turn: 'agency_admin',
      text: `The state cannot read the handle that it gave for it: ${VERDICT_LOST}`,
    },
  ],
  [
    -43,
    {
      state: 'submitted',
      turn: 'agency_admin',
      text: `The state does not know the handle that it gave for it: ${VERDICT_LOST}`,
    },
  ],
  [-50, { turn: 'state', text: `The state's server is too busy: ${AGAIN}` }],
  [-51, { turn: 'state', text: `The state's server cannot tell its limit: ${AGAIN}` }],
]);
