import type { NoAnswer, SubmissionAnswer } from '../../schemas/nemsis/state-answer.ts';
import { CUSTOM_ABOVE, type StatusKind, statusKind } from '../../schemas/nemsis/status-code.ts';
import type { PlannedSet, SubmissionStatus, Turn } from '../../schemas/nemsis/submission-plan.ts';
import { AGAIN, STATUS_TEXTS, type StatusText } from './status-texts.ts';

/** What was asked, of which data set. */
export interface Asked {
  readonly dataSet: PlannedSet;
  /** The submission itself (or its limit, before it), or what became of it. */
  readonly by: 'submit' | 'poll';
}

/** As long as nobody says otherwise: before an answer to the submission the state has nothing, after it, it has. */
const unjudged = ({ by }: Asked) => (by === 'submit' ? 'exported' : 'submitted');

const stateOf = (kind: StatusKind, asked: Asked): SubmissionStatus['state'] => {
  if (kind === 'server_error') return unjudged(asked);
  if (kind === 'pending') return 'submitted';
  return kind === 'refused' ? 'rejected' : 'accepted';
};

/** Codes on the way in or on the question, not on the data: after a submission they leave its verdict open. */
const NOT_OF_THE_DATA = [-1, -2, -3, -4, -5];

const undocumented = (code: number): StatusText => {
  if (code > CUSTOM_ABOVE)
    return {
      turn: 'nobody',
      text: `The state has taken it, with a code of its own (${code}): its guide says what it means.`,
    };
  const whose = code < -CUSTOM_ABOVE ? 'a code of its own' : 'a code that the standard does not have';
  return {
    turn: 'agency_admin',
    text: `The state answered ${whose} (${code}), which counts as a refusal: see the state's guide, or ask the state.`,
  };
};

/** Demographic data is the agency's own: what a medic would correct in a chart, its admin corrects there. */
const turnFor = (turn: Turn, dataSet: PlannedSet): Turn =>
  dataSet === 'DEM' && turn === 'medic' ? 'agency_admin' : turn;

/** What a status code of the web service means for a data set: where it stands, who acts next, and on what. */
export const codeStatus = (code: number, asked: Asked): SubmissionStatus => {
  const { turn, text, state } = STATUS_TEXTS.get(code) ?? undocumented(code);
  const kind = statusKind(code);
  const isOpen = asked.by === 'poll' && NOT_OF_THE_DATA.includes(code);
  return {
    state: isOpen ? 'submitted' : (state ?? stateOf(kind, asked)),
    turn: turnFor(turn, asked.dataSet),
    retry: kind === 'server_error',
    text: isOpen ? `What became of it cannot be asked. ${text}` : text,
  };
};

const CHECK = "check the address of the state's service in the agency's configuration, then export it again.";

const troubleText = ({ cause, detail }: Extract<NoAnswer, { kind: 'server_error' }>): string => {
  if (cause === 'unreachable') return `The state's server cannot be reached (${detail}): ${AGAIN}`;
  if (cause === 'time_limit') return `The state's server is too slow (${detail}): ${AGAIN}`;
  return `The state's server has an error (${detail}): ${AGAIN}`;
};

type RefusalCause = Extract<NoAnswer, { kind: 'refused' }>['cause'];

const REFUSALS: Readonly<Record<RefusalCause, string>> = {
  status: "The state's service cannot use the request",
  fault: "The state's service cannot use the request",
  http: "No NEMSIS web service answers at the agency's state address",
  address: "Nothing is sent to the agency's state address",
};

const refusalText = ({ cause, detail }: Extract<NoAnswer, { kind: 'refused' }>): string =>
  `${REFUSALS[cause]} (${detail}): ${CHECK}`;

/** An answer without a code. */
const codeless = (answer: NoAnswer, asked: Asked): SubmissionStatus => {
  const state = unjudged(asked);
  if (answer.kind === 'refused')
    return { state, turn: 'agency_admin', retry: false, text: refusalText(answer) };
  const text =
    answer.kind === 'unreadable'
      ? `The state's server answers what cannot be read (${answer.detail}): ${AGAIN}`
      : troubleText(answer);
  return { state, turn: 'state', retry: true, text };
};

const isFailure = (answer: SubmissionAnswer): answer is NoAnswer =>
  ['refused', 'server_error', 'unreadable'].includes(answer.kind);

/** What an answer means for the data set that was asked about. */
export const answerStatus = (answer: SubmissionAnswer, asked: Asked): SubmissionStatus => {
  if (!isFailure(answer)) return codeStatus(answer.code, asked);
  return answer.kind === 'unreadable' || answer.code === undefined
    ? codeless(answer, asked)
    : codeStatus(answer.code, asked);
};
