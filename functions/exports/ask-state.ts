import { gone, superseded, takenBefore } from '../../domain/nemsis/submission-end.ts';
import type { Action, Observation } from '../../domain/nemsis/submission-plan.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { LimitAnswer, SubmissionAnswer } from '../../schemas/nemsis/state-answer.ts';
import type { StateFinding } from '../../schemas/nemsis/state-finding.ts';
import type { SubmissionStatus } from '../../schemas/nemsis/submission-plan.ts';
import { isSuperseded, wasTaken } from './other-exports.ts';
import { documentOf, type WrittenExport } from './payloads.ts';
import type { Desk, SubmissionParts } from './submission-parts.ts';
import { discreet, toldByState } from './told-by-state.ts';

/** A submission that is worked on: of what, and where. */
export interface Work {
  readonly entry: BusEntry;
  readonly job: WrittenExport;
  readonly desk: Desk;
}

/** What is asked of a state. */
export type Asking = Extract<Action, { do: 'ask_limit' | 'submit' | 'poll' }>;

export const isAsking = (action: Action): action is Asking => action.do !== 'wait' && action.do !== 'settle';

/** What a state answered, without its words for the plan, and with them for the findings. */
export interface Answered {
  readonly seen: Observation;
  readonly findings: readonly StateFinding[];
}

/** Codes with which a state does not let an account in: it may have been set anew meanwhile. */
const NOT_LET_IN = [-1, -2, -3];

const forgetRefused = (
  { credentials }: SubmissionParts,
  { entry }: Work,
  answer: SubmissionAnswer | LimitAnswer,
): void => {
  if (answer.kind === 'refused' && NOT_LET_IN.includes(answer.code ?? 0)) credentials.forget(entry.tenant_id);
};

const aboutLimit = (answer: LimitAnswer): Answered => ({
  seen: { kind: 'limit', answer: discreet(answer) },
  findings: toldByState(answer),
});

const aboutPayload = (sha256: string, answer: SubmissionAnswer): Answered => ({
  seen: { kind: 'submission', sha256, answer: discreet(answer) },
  findings: toldByState(answer),
});

const stopped = (status: SubmissionStatus): Answered => ({ seen: { kind: 'stopped', status }, findings: [] });

/** The code with which a state says that it has this very file already. */
const HAS_IT = -11;

const submitted = async (
  parts: SubmissionParts,
  work: Work,
  { payload }: Asking & { do: 'submit' },
): Promise<SubmissionAnswer | SubmissionStatus> => {
  const { entry, job, desk } = work;
  if (await isSuperseded(parts.rows, work)) return superseded;
  const document = await documentOf(parts, entry, { job, payload });
  if (!document) return gone(payload.data_set, job.request.kind === 'dem' ? 'DEM' : 'EMS');
  const answer = await desk.service.submit(document);
  const isKnown = answer.kind === 'refused' && answer.code === HAS_IT && payload.data_set === 'EMS';
  return isKnown && (await wasTaken(parts.rows, work)) ? takenBefore : answer;
};

/** Asks a state, or sends it something; unless what is to be sent is gone, or a newer report goes instead. */
export const askState = async (parts: SubmissionParts, work: Work, action: Asking): Promise<Answered> => {
  const { service } = work.desk;
  if (action.do === 'ask_limit') {
    const answer = await service.limit();
    forgetRefused(parts, work, answer);
    return aboutLimit(answer);
  }
  const answer =
    action.do === 'poll' ? await service.status(action.handle) : await submitted(parts, work, action);
  if (!('kind' in answer)) return stopped(answer);
  forgetRefused(parts, work, answer);
  return aboutPayload(action.payload.sha256, answer);
};
