import type { Bus, PutResult } from '../../functions/events/bus.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import type { Category } from '../../schemas/stream.ts';
import type { Stage } from '../functions/container.ts';
import type { Queue } from './queue.ts';

/** A rule of the bus: a queue, and the category whose commits it is told of; all, where none is named. */
interface Rule {
  readonly queue: Queue;
  readonly category?: Category;
}

const SOON_MS = 1_500;
const LATE_MS = 3_600_000;

/** A bus as EventBridge is one: at least once, in any order, sometimes much later; of a batch it may refuse some. */
export const bus = ({ random, scheduler, faults, history }: Stage, rules: readonly Rule[]): Bus => {
  const tell = ({ queue }: Rule, entry: BusEntry): void => {
    const isLate = random.chance(faults.rates.late);
    if (isLate) history.note('bus', `drops for ${queue.name}, and delivers again later`, [entry]);
    const delay = random.below(isLate ? LATE_MS : SOON_MS);
    scheduler.after(delay, () => queue.send(JSON.stringify({ detail: entry })));
    if (random.chance(faults.rates.twice)) tell({ queue }, entry);
  };
  const take = (entry: BusEntry): PutResult => {
    if (random.chance(faults.rates.throttle)) {
      history.note('bus', 'refuses', [entry]);
      return { code: 'ThrottlingException' };
    }
    for (const rule of rules) if ((rule.category ?? entry.category) === entry.category) tell(rule, entry);
    return {};
  };
  return { put: async (entries) => entries.map(take) };
};
