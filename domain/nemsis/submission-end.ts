import type { Payload, SubmissionPlan, SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';
import { AGAIN } from './status-texts.ts';
import { MOST_FAILURES, MOST_POLLS } from './submission-pace.ts';

/** What stays a file, and does not go to the state as it is. */
export const stays = (turn: SubmissionStatus['turn'], text: string): SubmissionStatus => ({
  state: 'exported',
  turn,
  retry: false,
  text,
});

/** What was refused of the agency's own data keeps what waits behind it: for the chart, its admin has to act. */
const heldBack = ({ text }: SubmissionStatus): SubmissionStatus =>
  stays(
    'agency_admin',
    `The agency's demographic data has to reach the state before this, and does not. ${text}`,
  );

/** The end of a plan whose present payload came to this. */
export const ended = (plan: SubmissionPlan, status: SubmissionStatus): SubmissionPlan => {
  const [present] = plan.queue;
  const isFirst = present?.data_set === 'DEM' && plan.queue.length > 1;
  return { ...plan, outcome: isFirst ? heldBack(status) : { ...status, retry: false } };
};

const KB = 1024;

/** A payload over the state's limit is refused here: the state would answer the same after all of it was sent. */
export const tooLarge = ({ bytes }: Payload, limitBytes: number): SubmissionStatus =>
  stays(
    'agency_admin',
    `It has ${Math.ceil(bytes / KB)} KB, and the state takes ${Math.floor(limitBytes / KB)} KB: ` +
      'remove attached documents from what is exported, or ask the state for a higher limit.',
  );

/** After too many failures in a row. */
export const givenUp = ({ state, text }: SubmissionStatus): SubmissionStatus => ({
  state,
  turn: 'agency_admin',
  retry: false,
  text:
    `Given up after ${MOST_FAILURES} tries. Last: ${text.replace(`: ${AGAIN}`, '.')} ` +
    "Ask the state whether its server works, check its address in the agency's configuration, then export it again.",
});

/** After too many questions without a verdict. */
export const neverJudged: SubmissionStatus = {
  state: 'submitted',
  turn: 'state',
  retry: false,
  text:
    `The state has it, and gave no verdict in ${MOST_POLLS} questions over a day: ` +
    'ask the state, or export it again, which does no harm.',
};

/** When what is to be sent next is there no more: files that name somebody go with their data. */
export const gone = (payload: Payload['data_set'], exported: Payload['data_set']): SubmissionStatus => {
  if (payload === 'EMS')
    return stays('nobody', "Its file went with its patient's data, so nothing is sent any more.");
  const all = "The demographic data went with the data of one of the agency's people: ";
  return exported === 'DEM'
    ? stays('agency_admin', `${all}export it again.`)
    : stays('medic', `${all}export the chart again, with what is left of it.`);
};

/** When a newer version of the same chart is an export that the state gets: the older one would overwrite it there. */
export const superseded: SubmissionStatus = stays(
  'nobody',
  'A newer version of the chart has been exported for the state, so this one is not sent.',
);

/** When the state has this very report, and took it before. */
export const takenBefore: SubmissionStatus = {
  state: 'accepted',
  turn: 'nobody',
  retry: false,
  text: 'The state has this very report: it took it when an earlier export brought it, and nothing has changed since.',
};
