import type { Random } from './random.ts';

/** What a service answers when it has too much to do, or what a client makes of an answer that never came. */
export class Throttled extends Error {
  override readonly name = 'Throttled';

  constructor(what: string) {
    super(`${what} was throttled.`);
  }
}

/** How often what goes wrong, in parts of all steps, 0 to 1. */
export interface FaultRates {
  /** A function is gone, for ever, before a step. */
  readonly crash: number;
  /** A service refuses, and nothing has happened. */
  readonly throttle: number;
  /** A service has done what was asked, and its answer never comes. */
  readonly lose: number;
  /** A step takes seconds. */
  readonly stall: number;
  /** What is delivered once comes once more. */
  readonly twice: number;
  /** What is delivered comes minutes or hours later: dropped, and delivered again. */
  readonly late: number;
}

/** Nothing goes wrong. */
export const CALM: FaultRates = { crash: 0, throttle: 0, lose: 0, stall: 0, twice: 0, late: 0 };

/** What a step may come to. */
export type Fault = 'crash' | 'throttle' | 'lose' | 'stall' | 'none';

/** Faults as they are now: they can be made to end. */
export interface Faults {
  readonly rates: FaultRates;
  end(): void;
  step(): Fault;
}

const KINDS = ['crash', 'throttle', 'lose', 'stall'] as const;

/** Faults of a seed: of some kinds, or of all, seldom or often. */
export const faultsOf = (random: Random): Faults => {
  const often = random.pick([0, 0.3, 1, 1, 2.5]);
  const rate = (most: number) => (random.chance(0.75) ? most * often : 0);
  let rates: FaultRates = {
    crash: rate(0.012),
    throttle: rate(0.015),
    lose: rate(0.012),
    stall: rate(0.02),
    twice: rate(0.08),
    late: rate(0.05),
  };
  return {
    get rates() {
      return rates;
    },
    end() {
      rates = CALM;
    },
    step: () => KINDS.find((kind) => random.chance(rates[kind])) ?? 'none',
  };
};
