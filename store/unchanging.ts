import type { StreamName } from '../schemas/stream.ts';
import { streamKey } from './stream-key.ts';

const MAX_KNOWN = 10_000;

/** Reads what a stream says once and for all, and keeps it, so that it is read once a process; nothing is not kept. */
export const unchanging = <N extends StreamName, V>(
  read: (name: N) => Promise<V>,
): ((name: N) => Promise<V>) => {
  const known = new Map<string, V>();
  return async (name) => {
    const key = streamKey(name);
    const value = known.get(key) ?? (await read(name));
    if (known.size >= MAX_KNOWN) known.clear();
    if (value !== undefined) known.set(key, value);
    return value;
  };
};
