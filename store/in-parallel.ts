/**
 * Does something with each of many, a few at once, and gives what came of them in their order. After a fault nothing
 * more is begun, and it is thrown when all that was begun is over: so nothing goes on behind the caller's back, who may
 * be stopped then and go on much later.
 */
export const inParallel = async <T, R>(
  all: readonly T[],
  width: number,
  work: (each: T) => Promise<R>,
): Promise<R[]> => {
  const done: R[] = [];
  const faults: unknown[] = [];
  const rest = all.entries();
  const worker = async () => {
    for (const [at, each] of rest) {
      if (faults.length > 0) return;
      try {
        done[at] = await work(each);
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, all.length) }, worker));
  if (faults.length > 0) throw faults[0];
  return done;
};
