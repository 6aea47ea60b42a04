import { CALM, type Fault, type FaultRates, type Faults } from '../../simulation/faults.ts';
import type { Stage } from '../../simulation/functions/container.ts';
import { emptyHistory } from '../../simulation/history.ts';
import { randomOf } from '../../simulation/random.ts';
import { scheduler } from '../../simulation/scheduler.ts';

/** A stage on which the steps meet these faults, one after the other, and then none. */
export const stageOf = (steps: readonly Fault[] = [], rates: Partial<FaultRates> = {}): Stage => {
  const random = randomOf(7);
  const time = scheduler(random);
  const left = [...steps];
  const faults: Faults = {
    rates: { ...CALM, ...rates },
    end: () => undefined,
    step: () => left.shift() ?? 'none',
  };
  return { random, scheduler: time, faults, history: emptyHistory(time.now) };
};
