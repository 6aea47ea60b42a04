import { reopen } from '../../../store/views/conclude.ts';
import type { Generations, Step } from '../../../store/views/generations.ts';
import { statusOf } from '../../../store/views/status.ts';
import { isNotNow, take } from '../../../store/views/take.ts';
import { OperatorFault } from '../cli/fault.ts';
import { statusText } from './status-text.ts';
import type { Run } from './work.ts';

const ADVICE: Record<Generations['state'], string> = {
  idle: 'Begin one with "ems view rebuild charts".',
  building: 'Go on with "ems view rebuild charts --resume", or give it up with "ems view discard charts".',
  ready: 'Switch with "ems view rebuild charts --resume", or give it up with "ems view discard charts".',
  switched: 'Delete the generation kept to switch back to first: "ems view discard charts".',
  discarding: 'Let the deletion end first: "ems view discard charts".',
};

/** The state of the copies does not allow what was asked: which state it is, and the ways out of it. */
export const notNow = (what: string, { state }: Generations): OperatorFault =>
  new OperatorFault({ problem: `The read model is ${state}: ${what}.`, advice: ADVICE[state] });

/** Takes a step in the life of the copies; a fault where it cannot be taken. */
export const taken = async (
  { parts }: Run,
  step: Step,
  { what, segments }: { what: string; segments?: number },
): Promise<Generations> => {
  const answer = await take(parts, step, segments);
  if (isNotNow(answer)) throw notNow(what, answer.copies);
  return answer;
};

/** The copies, if a rebuild is under way that can be gone on with. */
export const underWay = async ({ parts }: Run): Promise<Generations> => {
  const copies = await parts.table.read();
  if (copies.state !== 'building' && copies.state !== 'ready')
    throw notNow('there is no rebuild to go on with', copies);
  await reopen(parts, copies);
  return copies;
};

/** Shows how it stands with the read model. */
export const show = async ({ parts, screen }: Run): Promise<void> => {
  const status = await statusOf(parts);
  screen.result({ kind: 'status', ...status }, statusText(status));
};
