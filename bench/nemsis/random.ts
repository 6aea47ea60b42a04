/** Chances that come the same way again from the same seed. */
export interface Random {
  /** A whole number below a limit. */
  below(limit: number): number;
  /** One of some, of which there has to be one at least. */
  pick<T>(some: readonly T[]): T;
}

/** Mulberry32: small, quick and even enough for choosing. */
export const seeded = (seed: number): Random => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick(some) {
      const picked = some[below(some.length)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
  };
};
