import { type Faults, Throttled } from '../faults.ts';
import type { History } from '../history.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../scheduler.ts';

/** What all that is simulated shares. */
export interface Stage {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly history: History;
}

/** What came of a call of a function, as its caller sees it. */
export type Outcome<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'lost' };

/** A function's container, which lives from call to call; every step of it may be its last one. */
export interface Container {
  readonly name: string;
  readonly alive: boolean;
  /** Waits for its turn, then asks a service for something. */
  step<T>(what: string, about: readonly unknown[], effect: () => Promise<T>): Promise<T>;
  /** Calls the function. What is lost is abandoned where it is: no line of it runs any more, no `catch` either. */
  call<T>(what: string, work: () => Promise<T>): Promise<Outcome<T>>;
}

interface Settings {
  readonly name: string;
  readonly timeoutMs: number;
}

const LONGEST_STALL_MS = 6_000;

/** A new container, which remembers nothing. */
export const container = (
  { random, scheduler, faults, history }: Stage,
  { name, timeoutMs }: Settings,
): Container => {
  let alive = true;
  let deadline = Number.POSITIVE_INFINITY;
  let lost: () => void = () => undefined;

  const end = (why: string): void => {
    alive = false;
    history.note(name, why);
    lost();
  };
  const isOver = (): boolean => {
    if (alive && scheduler.now() >= deadline) end('✗ timed out');
    return !alive;
  };

  const step: Container['step'] = (what, about, effect) =>
    new Promise((answer, refuse) => {
      const ask = (isLost: boolean): void => {
        const line = history.note(name, what, about);
        effect().then((value) => {
          line.came = isLost ? '✗ the answer is lost' : value;
          if (isLost) refuse(new Throttled(what));
          else answer(value);
        }, refuse);
      };
      const faulty = {
        none: () => ask(false),
        lose: () => ask(true),
        crash: () => end(`✗ crashed before ${what}`),
        throttle() {
          history.note(name, what, about).came = '✗ throttled';
          refuse(new Throttled(what));
        },
        stall: () =>
          scheduler.after(random.between(100, LONGEST_STALL_MS), () => {
            if (!isOver()) ask(false);
          }),
      };
      scheduler.park(() => {
        if (!isOver()) faulty[faults.step()]();
      });
    });

  const call: Container['call'] = (what, work) =>
    new Promise((settle) => {
      history.note(name, `┌ ${what}`);
      deadline = scheduler.now() + timeoutMs;
      lost = () => settle({ kind: 'lost' });
      const answers = <T>(outcome: Outcome<T>, then: (outcome: Outcome<T>) => void) =>
        scheduler.park(() => {
          if (isOver()) return;
          if (random.chance(faults.rates.crash)) return end('✗ crashed before its answer');
          history.note(name, '└', outcome.kind === 'failed' ? [outcome.error] : []);
          then(outcome);
        });
      work().then(
        (value) => answers({ kind: 'answered', value }, settle),
        (error: unknown) => answers({ kind: 'failed', error }, settle),
      );
    });

  return {
    name,
    get alive() {
      return alive;
    },
    step,
    call,
  };
};
