import type { Act, Place } from './process.ts';
import type { WorldState, worlds } from './worlds.ts';

/** Where a process is, and in which world. */
interface Spot<W> {
  readonly world: WorldState<W>;
  readonly place: Place<W>;
}

/** One act of a process at a spot, with those apart that follow it, and where they lead. */
export interface Move<W> {
  readonly does: readonly string[];
  readonly apart: boolean;
  readonly next: Spot<W> | { readonly error: unknown };
}

/** An act, and the number of what it answers. */
interface Choice<W> {
  readonly to: number;
  readonly act: Act<W>;
}

/** What every process may do in every world, each found once. */
export const movesFinder = <W>(all: ReturnType<typeof worlds<W>>) => {
  const found = new Map<WorldState<W>, Map<Place<W>, readonly Move<W>[]>>();

  const choices = async ({ world, place }: Spot<W>): Promise<Choice<W>[]> => {
    const asked: Choice<W>[] = [];
    for (const [to, { acts }] of place.waits)
      asked.push(...(await acts(await all.instance(world))).map((act) => ({ to, act })));
    return asked;
  };

  const taken = async ({ world, place }: Spot<W>, { to, act }: Choice<W>): Promise<Spot<W>> => {
    const { answer, next } = await all.after(world, act);
    const after = await place.after(to, answer);
    if ('error' in after) throw after.error;
    return { world: next, place: after };
  };

  const moved = async (from: Spot<W>, first: Choice<W>): Promise<Move<W>> => {
    const does: string[] = [];
    const apart = first.act.apart ?? false;
    let spot = from;
    let choice: Choice<W> | undefined = first;
    try {
      while (choice) {
        does.push(choice.act.does);
        spot = await taken(spot, choice);
        choice = (await choices(spot)).find(({ act }) => act.apart);
      }
      return { does, apart, next: spot };
    } catch (error) {
      return { does, apart, next: { error } };
    }
  };

  const find = async (spot: Spot<W>): Promise<readonly Move<W>[]> => {
    const moves: Move<W>[] = [];
    for (const choice of await choices(spot)) moves.push(await moved(spot, choice));
    return moves;
  };

  return async (spot: Spot<W>): Promise<readonly Move<W>[]> => {
    const { world, place } = spot;
    const own = found.get(world) ?? new Map<Place<W>, readonly Move<W>[]>();
    found.set(world, own);
    const moves = own.get(place) ?? (await find(spot));
    own.set(place, moves);
    return moves;
  };
};
