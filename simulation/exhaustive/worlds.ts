import type { Act } from './process.ts';

/** How a case's world is made, and what it looks like: equal looks are equal worlds. */
export interface WorldParts<W> {
  begin(): W;
  look(world: W): Promise<string> | string;
}

/** A world as it may be at a moment. */
export interface WorldState<W> {
  readonly id: number;
  readonly look: string;
  /** What was done to it since its beginning. */
  readonly done: readonly Act<W>[];
  /** An instance that is in this state, if there is one at hand. */
  live?: W | undefined;
}

/** The states of a world that were come upon. A world cannot be copied, so it is made again where it has gone on. */
export const worlds = <W>({ begin, look }: WorldParts<W>) => {
  const known = new Map<string, WorldState<W>>();

  const stateOf = (seen: string, done: readonly Act<W>[]): WorldState<W> => {
    const state = known.get(seen) ?? { id: known.size, look: seen, done };
    known.set(seen, state);
    return state;
  };

  /** An instance in this state, to be looked at. */
  const instance = async (state: WorldState<W>): Promise<W> => {
    if (state.live !== undefined) return state.live;
    const world = begin();
    for (const act of state.done) await act.run(world);
    state.live = world;
    return world;
  };

  return {
    instance,
    count: () => known.size,
    async first(): Promise<WorldState<W>> {
      return stateOf(await look(begin()), []);
    },
    /** What an act answers in a state, and the state after it. */
    async after(state: WorldState<W>, act: Act<W>): Promise<{ answer: unknown; next: WorldState<W> }> {
      const world = await instance(state);
      state.live = undefined;
      const answer = await act.run(world);
      const seen = await look(world);
      const next = seen === state.look ? state : stateOf(seen, [...state.done, act]);
      next.live ??= world;
      return { answer, next };
    },
  };
};
