/** Tells a step's progress in a line of its own, below its title. */
export type Say = (line: string) => void;

/** The time since `began` (of performance.now()) as it is shown to people: seconds with one decimal. */
export const secondsSince = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/**
 * Does one step of a longer work visibly: its title when it begins, its time when it is done. Steps may overlap, so
 * each line names its step.
 */
export async function step<T>(title: string, work: (say: Say) => Promise<T>): Promise<T> {
  const began = performance.now();
  console.log(`▸ ${title}`);
  const result = await work((line) => console.log(`    ${line}`));
  console.log(`✓ ${title}: ${secondsSince(began)}`);
  return result;
}
