import type { BusEntry } from '../../schemas/commit.ts';
import { inParallel } from '../../store/in-parallel.ts';
import type { Later } from './later.ts';

/** Long enough that who has them told is usually done with them by then, and little for who waits for a push. */
const SECONDS = 30;
const AT_ONCE = 10;

/**
 * Has a consumer told of the charts among these commits, which the bus told it nothing of. What it does with them now is
 * done again then, should it break off before the end:
 *
 *   told v3 ─ v1, v2 missing ─ have them told ─ feed v1 v2 v3 ─ ✗ broken off before they were handed on
 *   told v3 again ───────────────── fed before ─ hand on v3
 *        told v1, v2 ────────────── fed before ─ hand on v1, v2
 */
export const tellAgain =
  (later: Later) =>
  async (entries: readonly BusEntry[]): Promise<void> => {
    const charts = entries.filter(({ category }) => category === 'chart');
    await inParallel(charts, AT_ONCE, (entry) => later.tell(entry, SECONDS));
  };
