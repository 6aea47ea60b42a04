import type { StreamName } from '../../schemas/stream.ts';
import type { EventStore } from '../../store/event-store.ts';
import { unchanging } from '../../store/unchanging.ts';

/** When charts were opened, as the first commit of each says; undefined for one that is not there. */
export const openingTimes = (
  store: Pick<EventStore, 'next'>,
): ((chart: StreamName) => Promise<string | undefined>) =>
  unchanging(async (chart) => (await store.next(chart, 0))?.time);
