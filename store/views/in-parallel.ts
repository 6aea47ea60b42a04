/** Does something with each of many, a few at once, and gives what came of them in their order; the first fault ends it. */
export const inParallel = async <T, R>(
  all: readonly T[],
  width: number,
  work: (each: T) => Promise<R>,
): Promise<R[]> => {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += width)
    done.push(...(await Promise.all(all.slice(at, at + width).map(work))));
  return done;
};
