import { type Fault, type Faults, Throttled } from '../faults.ts';
import { CALL, type History } from '../history.ts';
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

/** A container as it is now. */
interface Life extends Settings {
  readonly stage: Stage;
  alive: boolean;
  deadline: number;
  lost(): void;
}

/** A step whose turn has come: it can be done, its answer lost or not, or refused. */
interface Turn {
  readonly what: string;
  ask(isLost: boolean): void;
  refuse(): void;
}

const end = (life: Life, why: string): void => {
  life.alive = false;
  life.stage.history.note(life.name, why);
  life.lost();
};

/** Goes on, unless the container is gone, or has run out of time. */
const unlessOver = (life: Life, go: () => void): void => {
  if (life.alive && life.stage.scheduler.now() >= life.deadline) end(life, '✗ timed out');
  if (life.alive) go();
};

const take = (life: Life, turn: Turn): void => {
  const { faults, scheduler, random } = life.stage;
  const faulty: Record<Fault, () => void> = {
    none: () => turn.ask(false),
    lose: () => turn.ask(true),
    throttle: () => turn.refuse(),
    crash: () => end(life, `✗ crashed before ${turn.what}`),
    stall: () =>
      scheduler.after(random.between(100, LONGEST_STALL_MS), () => unlessOver(life, () => turn.ask(false))),
  };
  faulty[faults.step()]();
};

const stepOf =
  (life: Life): Container['step'] =>
  (what, about, effect) =>
    new Promise((answer, refuse) => {
      const { history, scheduler } = life.stage;
      const ask = async (isLost: boolean) => {
        const line = history.note(life.name, what, about);
        const value = await effect();
        line.came = isLost ? '✗ the answer is lost' : value;
        if (isLost) throw new Throttled(what);
        return value;
      };
      const turn: Turn = {
        what,
        ask: (isLost) => void ask(isLost).then(answer, refuse),
        refuse() {
          history.note(life.name, what, about).came = '✗ throttled';
          refuse(new Throttled(what));
        },
      };
      scheduler.park(() => unlessOver(life, () => take(life, turn)));
    });

const outcomeOf = <T>(work: Promise<T>): Promise<Outcome<T>> =>
  work.then(
    (value) => ({ kind: 'answered', value }),
    (error: unknown) => ({ kind: 'failed', error }),
  );

/** Gives an answer, unless the container is gone before it is given. */
const give = <T>(life: Life, outcome: Outcome<T>, settle: (outcome: Outcome<T>) => void): void => {
  const { history, random, faults } = life.stage;
  if (random.chance(faults.rates.crash)) {
    end(life, '✗ crashed before its answer');
    return;
  }
  history.note(life.name, '└', outcome.kind === 'failed' ? [outcome.error] : []);
  settle(outcome);
};

const callOf =
  (life: Life): Container['call'] =>
  (what, work) =>
    new Promise((settle) => {
      const { history, scheduler } = life.stage;
      history.note(life.name, `${CALL} ${what}`);
      life.deadline = scheduler.now() + life.timeoutMs;
      life.lost = () => settle({ kind: 'lost' });
      void outcomeOf(work()).then((outcome) =>
        scheduler.park(() => unlessOver(life, () => give(life, outcome, settle))),
      );
    });

/** A new container, which remembers nothing. */
export const container = (stage: Stage, settings: Settings): Container => {
  const life: Life = {
    stage,
    ...settings,
    alive: true,
    deadline: Number.POSITIVE_INFINITY,
    lost: () => undefined,
  };
  return {
    name: settings.name,
    get alive() {
      return life.alive;
    },
    step: stepOf(life),
    call: callOf(life),
  };
};
