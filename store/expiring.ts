/** A memory bounded in number and in time: what it holds is gone after its lifetime, and the longest untouched goes first. */
export interface Expiring<V> {
  get(key: string): V | undefined;
  /** Keeps a value for a lifetime from now on, or from an earlier moment on, where it is as old as that. */
  keep(key: string, value: V, since?: number): V;
  drop(key: string): void;
}

/** Bounds of a memory; the lifetime in milliseconds. */
export interface Bounds {
  readonly most: number;
  readonly lifetime: number;
  now(): number;
}

/** A memory within these bounds. */
export const expiring = <V>({ most, lifetime, now }: Bounds): Expiring<V> => {
  const held = new Map<string, { value: V; until: number }>();
  const drop = (key: string) => void held.delete(key);
  return {
    get(key) {
      const known = held.get(key);
      if (known && known.until > now()) return known.value;
      drop(key);
      return undefined;
    },
    keep(key, value, since = now()) {
      drop(key);
      held.set(key, { value, until: since + lifetime });
      for (const [oldest, { until }] of held) {
        if (until > now() && held.size <= most) break;
        drop(oldest);
      }
      return value;
    },
    drop,
  };
};
