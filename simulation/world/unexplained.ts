import { PushesFailed } from '../../functions/realtime/deliver.ts';
import { FeedBusy } from '../../store/feed/sequencer.ts';
import { Throttled } from '../faults.ts';

/** Faults by their names that pass by themselves, and say so: whoever meets one is to try again. */
const PASSING = ['RowContended', 'BusFault', 'TooEarly'];

/** Whether nothing that was done to a function explains this fault of it. */
export const isUnexplained = (error: unknown): boolean => {
  if (error instanceof PushesFailed) return error.failures.some(isUnexplained);
  if (error instanceof Throttled || error instanceof FeedBusy) return false;
  return !(error instanceof Error && PASSING.includes(error.name));
};
