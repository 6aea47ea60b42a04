/** One thing that may happen to a world, at once and whole. */
export interface Act<W, T = unknown> {
  readonly does: string;
  /** It could change its place with any act of anybody else, whatever comes: so its place is not tried out. */
  readonly apart?: boolean;
  run(world: W): Promise<T> | T;
}

/** What may happen next; nothing may, where there is none. To find out changes nothing. */
export type Acts<W, T = unknown> = readonly Act<W, T>[] | Promise<readonly Act<W, T>[]>;

/** How a process acts: it asks, waits, and goes on with the answer. */
export interface Steps<W> {
  /** One act; where `when` says no, the process waits until it says yes. */
  step<T>(does: string, run: Act<W, T>['run'], when?: (world: W) => boolean): Promise<T>;
  /** Any one of the acts that the world allows: each is tried. */
  choose<T>(acts: (world: W) => Acts<W, T>): Promise<T>;
}

/**
 * Something that works on the world beside others: real code whose ports are steps. It may do nothing that is not a step
 * and whose outcome is not always the same: no clock, no randomness. It works in rounds, each given nothing but what the
 * one before remembered (at first, nothing), and is over when it remembers nothing.
 */
export interface Process<W> {
  readonly name: string;
  run(steps: Steps<W>, memory: unknown): Promise<unknown>;
}

/** What a process asked for and was not answered yet. */
interface Asked<W> {
  acts(world: W): Acts<W>;
  answer(value: unknown): void;
}

/** One answer that a process was given, of those that it waited for. */
interface Answer {
  readonly to: number;
  readonly value: unknown;
}

/** How far a process has come: what it now waits for, or how it ended. */
interface Come<W> {
  readonly asked: readonly Asked<W>[];
  readonly end?: { readonly memory: unknown } | { readonly error: unknown };
}

/** Values as they differ to who is given them: plain data, and maps and sets of it. */
const told = (_: string, value: unknown): unknown => {
  if (value === undefined) return { undefined: true };
  if (value instanceof Set) return { set: [...value] };
  return value instanceof Map ? { map: [...value] } : value;
};
const textOf = (value: unknown): string => JSON.stringify([value], told);

/** All that can run without an answer has run: promises are settled before the next turn of the event loop begins. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Steps that are all asked for by one way of asking. */
export const stepsOf = <W>(choose: Steps<W>['choose']): Steps<W> => ({
  choose,
  step: (does, run, when = () => true) => choose((world) => (when(world) ? [{ does, run }] : [])),
});

const stepsInto = <W>(asked: Asked<W>[]): Steps<W> =>
  stepsOf(
    <T>(acts: (world: W) => Acts<W, T>) =>
      new Promise<T>((resolve) => {
        asked.push({ acts, answer: resolve });
      }),
  );

/** Runs a round again from its beginning with the answers that it was given. */
const come = async <W>(
  process: Process<W>,
  memory: unknown,
  answers: readonly Answer[],
): Promise<Come<W>> => {
  const asked: Asked<W>[] = [];
  let end: Come<W>['end'];
  process.run(stepsInto(asked), structuredClone(memory)).then(
    (value) => {
      end = { memory: value };
    },
    (error: unknown) => {
      end = { error };
    },
  );
  await quiet();
  for (const { to, value } of answers) {
    asked[to]?.answer(structuredClone(value));
    await quiet();
  }
  return { asked, ...(end && { end }) };
};

/** A place in the life of a process, which is all that its future depends on but the world. */
export interface Place<W> {
  readonly id: number;
  /** What it waits for, by its number in the round. */
  readonly waits: ReadonlyMap<number, Asked<W>>;
  readonly error?: unknown;
  readonly over: boolean;
  /** The place after an answer. */
  after(to: number, answer: unknown): Promise<Place<W>>;
}

interface Round<W> {
  readonly process: Process<W>;
  readonly memory: unknown;
}

/**
 * The places of processes. A process is a function of its answers: two that were told the same, in the same order, wait
 * for the same and will do the same with whatever they are told next. So a place is the list of the answers of a round,
 * each is found once, and processes that are listed as one and the same object share their places.
 */
export const places = <W>() => {
  let count = 0;
  const starts = new Map<Process<W>, Map<string, Promise<Place<W>>>>();
  const over: Place<W> = {
    id: -1,
    waits: new Map(),
    over: true,
    after: () => Promise.reject(new Error('A process that is over was answered.')),
  };

  const placeOf = async (round: Round<W>, answers: readonly Answer[]): Promise<Place<W>> => {
    const { asked, end } = await come(round.process, round.memory, answers);
    if (end && 'memory' in end) return end.memory === undefined ? over : start(round.process, end.memory);
    const answered = new Set(answers.map(({ to }) => to));
    const nexts = new Map<string, Promise<Place<W>>>();
    count += 1;
    return {
      id: count,
      waits: new Map([...asked.entries()].filter(([at]) => !answered.has(at))),
      over: false,
      ...(end && { error: end.error }),
      after: (to, answer) => {
        const key = `${to} ${textOf(answer)}`;
        const next = nexts.get(key) ?? placeOf(round, [...answers, { to, value: structuredClone(answer) }]);
        nexts.set(key, next);
        return next;
      },
    };
  };

  /** Where a round begins. */
  const start = (process: Process<W>, memory?: unknown): Promise<Place<W>> => {
    const own = starts.get(process) ?? new Map<string, Promise<Place<W>>>();
    const key = textOf(memory);
    const first = own.get(key) ?? placeOf({ process, memory }, []);
    starts.set(process, own.set(key, first));
    return first;
  };
  return { start };
};
