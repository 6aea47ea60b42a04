import { type Move, movesFinder } from './moves.ts';
import { type Place, type Process, places } from './process.ts';
import { type WorldParts, type WorldState, worlds } from './worlds.ts';

/** A small case: a world, the processes that work on it at once, and what has to hold when all are over. */
export interface Case<W> extends WorldParts<W> {
  readonly processes: readonly Process<W>[];
  /** Throws where the end is not as it must be. */
  judge(world: W): Promise<void> | void;
}

/** What was covered. */
interface Explored {
  /** States of world and processes that differ. */
  readonly states: number;
  /** Acts that were tried in them. */
  readonly acts: number;
  /** States of the world alone. */
  readonly worlds: number;
  /** Orders of acts, from the beginning to an end, that these stand for. */
  readonly interleavings: bigint;
}

/** An order of acts that ends where it must not; its message lists them. */
class FaultyInterleaving extends Error {
  override readonly name = 'FaultyInterleaving';

  constructor(trail: readonly string[], fault: unknown) {
    const acts = trail.map((act, at) => `${String(at + 1).padStart(4)}  ${act}`);
    super(`${fault instanceof Error ? fault.message : String(fault)}\nafter\n${acts.join('\n')}`, {
      cause: fault,
    });
  }
}

interface State<W> {
  readonly world: WorldState<W>;
  readonly at: readonly Place<W>[];
}

interface StateMove<W> {
  readonly process: number;
  readonly move: Move<W>;
}

/** Processes that are the same may change places: which of them is where makes no difference. */
const keyOf = <W>({ world, at }: State<W>): string => {
  const places = at.map(({ id }) => id).sort((a, b) => a - b);
  return `${world.id}|${places.join()}`;
};

const MOST_STATES = 3_000_000;

/** The count of a state on the way from which the search still is. */
const UNDER_WAY = -1n;

/** The names of the processes; those of one name are numbered. */
const namesOf = <W>({ processes }: Case<W>): string[] => {
  const names = processes.map(({ name }) => name);
  return names.map((name, at) =>
    names.filter((each) => each === name).length === 1
      ? name
      : `${name} ${names.slice(0, at + 1).filter((each) => each === name).length}`,
  );
};

const waiting = <W>(given: Case<W>, { at }: State<W>): string[] =>
  namesOf(given).filter((_, n) => !at[n]?.over);

/**
 * Tries every order in which the acts of a case's processes can follow each other, and judges every end.
 *
 *   world  ── act of A ──► world' ── act of B ──► …          one interleaving
 *     └────── act of B ──► world″ ── act of A ──► …          another; where both meet, what follows is tried once
 *
 * Why meeting is no loss. A process is a function of the answers that it was given (see Process), and an act is one of
 * the world alone. So all that can follow is settled by what the world looks like and by the answers each process has
 * had: two orders that led to the same world and the same answers have the same futures, and one of them is enough. The
 * same holds where only equal processes have changed places. `interleavings` counts the orders, not what was run: at a
 * state it is the sum over its moves, and it is exact, since a state is never come to again from itself (every act is an
 * answer more).
 *
 * An act apart is done as soon as it can be, and nothing else is tried instead: as it could change its place with any
 * act of the others, each order without that haste ends as one with it does. Orders that differ in nothing else count
 * as one.
 *
 * @throws FaultyInterleaving where an act or a process throws, an end is judged faulty, or all that are left wait
 */
export const explore = async <W>(given: Case<W>, mostStates = MOST_STATES): Promise<Explored> => {
  const all = worlds(given);
  const { start } = places<W>();
  const movesOf = movesFinder(all);
  const counted = new Map<string, bigint>();
  const trail: StateMove<W>[] = [];
  const faulty = (error: unknown): never => {
    const names = namesOf(given);
    const done = trail.flatMap(({ process, move }) => move.does.map((does) => `${names[process]} ${does}`));
    throw new FaultyInterleaving(done, error);
  };
  let acts = 0;

  const judge = async (state: State<W>): Promise<bigint> => {
    const left = waiting(given, state);
    if (left.length > 0) faulty(`These wait for ever: ${left.join(', ')}.`);
    const world = await all.instance(state.world);
    try {
      await given.judge(world);
    } catch (fault) {
      faulty(fault);
    }
    return 1n;
  };

  const movesIn = async ({ world, at }: State<W>): Promise<readonly StateMove<W>[]> => {
    const moves: StateMove<W>[] = [];
    for (const [process, place] of at.entries()) {
      const own = await movesOf({ world, place });
      const apart = own.find((move) => move.apart);
      if (apart) return [{ process, move: apart }];
      for (const move of own) moves.push({ process, move });
    }
    return moves;
  };

  /** The state after a move, which is on the trail from then on. */
  const moved = (state: State<W>, { process, move }: StateMove<W>): State<W> => {
    trail.push({ process, move });
    acts += move.does.length;
    if ('error' in move.next) return faulty(move.next.error);
    const { world, place } = move.next;
    return { world, at: state.at.with(process, place) };
  };

  /** How many orders lead on after a move. */
  const follow = async (state: State<W>, move: StateMove<W>): Promise<bigint> => {
    const next = moved(state, move);
    const key = keyOf(next);
    const count = counted.get(key) ?? (await visit(next, key));
    if (count === UNDER_WAY) faulty('It goes round in a circle.');
    trail.pop();
    return count;
  };

  const visit = async (state: State<W>, key: string): Promise<bigint> => {
    if (counted.size === mostStates)
      throw new Error(`There are more than ${mostStates} states; make it smaller.`);
    counted.set(key, UNDER_WAY);
    const moves = await movesIn(state);
    let paths = moves.length === 0 ? await judge(state) : 0n;
    for (const move of moves) paths += await follow(state, move);
    counted.set(key, paths);
    return paths;
  };

  const at = await Promise.all(given.processes.map((process) => start(process)));
  for (const place of at) if ('error' in place) faulty(place.error);
  const first = { world: await all.first(), at };
  const interleavings = await visit(first, keyOf(first));
  return { states: counted.size, acts, worlds: all.count(), interleavings };
};
