import type { Failure } from './messages.ts';

/** A failing seed for people: what is wrong, how it came to that, and how to see it again. */
export const failureText = ({ seed, findings, timeline }: Failure, mutation?: string): string => {
  const planted = mutation === undefined ? '' : ` --mutation ${mutation}`;
  return [
    timeline,
    '',
    `✗ Seed ${seed}`,
    ...findings.map(({ check, problem }) => `  broken: ${check}\n          ${problem}`),
    '',
    `  Again: npm run simulate -- --seeds 1 --from ${seed}${planted}`,
    `  All:   npm run simulate -- --timeline --from ${seed}${planted}`,
  ].join('\n');
};

const number = (value: number): string => Math.round(value).toLocaleString('en');

/** How far a run is, and how fast. */
export const progressText = (ran: number, seeds: number, began: number): string => {
  const seconds = (performance.now() - began) / 1000;
  const left = ran === 0 ? '' : `, ${number(((seeds - ran) * seconds) / ran)} s left`;
  return `${number(ran)} of ${number(seeds)} seeds, ${number(ran / seconds)} a second${left}`;
};
