import type { GenerationTable } from './generation-table.ts';
import { type Generations, LIFETIME_MS } from './generations.ts';

/**
 * The copies of a read model as a reader or a projector knows them: asked for once in a few seconds. The age counts
 * from before the question, so nothing is used that was no longer true when its lifetime began.
 */
export const knownGenerations = (table: GenerationTable, now: () => number): (() => Promise<Generations>) => {
  let known: { readonly asked: number; readonly answer: Promise<Generations> } | undefined;
  const ask = (asked: number) => {
    const answer = table.read();
    const asking = { asked, answer };
    known = asking;
    answer.catch(() => {
      if (known === asking) known = undefined;
    });
    return answer;
  };
  return () => {
    const at = now();
    return known && at - known.asked < LIFETIME_MS ? known.answer : ask(at);
  };
};
