import type { StreamName } from '../../schemas/stream.ts';
import type { EventStore } from '../../store/event-store.ts';
import { streamKey } from '../../store/stream-key.ts';

const MAX_KNOWN = 10_000;

/**
 * When charts were opened, or undefined for one that is not there. A chart's first commit says it and never changes, so it
 * is read once and kept.
 */
export const openingTimes = (store: Pick<EventStore, 'next'>) => {
  const known = new Map<string, string>();
  return async (chart: StreamName): Promise<string | undefined> => {
    const key = streamKey(chart);
    const time = known.get(key) ?? (await store.next(chart, 0))?.time;
    if (known.size >= MAX_KNOWN) known.clear();
    if (time !== undefined) known.set(key, time);
    return time;
  };
};
