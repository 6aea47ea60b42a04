import { PRICES, type Priced, type Usage } from './prices.ts';

const MILLION = 1_000_000;

/** The goal: a million commands cost no more than this. */
export const MOST_DOLLARS = 10;

/** What of the usage is the tables'. */
const TABLES: readonly Priced[] = ['write_units', 'read_units'];

const PRICED = Object.keys(PRICES) as Priced[];

/** Nothing used. */
export const NOTHING_USED = Object.fromEntries(PRICED.map((each) => [each, 0])) as Usage;

/** The sum of two usages. */
export const usedTogether = (a: Usage, b: Usage): Usage =>
  Object.fromEntries(PRICED.map((each) => [each, a[each] + b[each]])) as Usage;

/** A usage divided among so many. */
export const usedEach = (usage: Usage, count: number): Usage =>
  Object.fromEntries(PRICED.map((each) => [each, usage[each] / count])) as Usage;

const dollarsOf = (usage: Usage, kinds: readonly Priced[]): number =>
  kinds.reduce((sum, each) => sum + usage[each] * PRICES[each].dollars, 0);

/** What a million commands cost in dollars, when one uses so much: all of it, and the tables' share. */
export const aMillion = (usage: Usage): { readonly all: number; readonly tables: number } => ({
  all: dollarsOf(usage, PRICED) * MILLION,
  tables: dollarsOf(usage, TABLES) * MILLION,
});

/** What a million commands cost by what has a price, the dearest first. */
export const byPrice = (usage: Usage): readonly { readonly priced: Priced; readonly dollars: number }[] =>
  PRICED.map((priced) => ({ priced, dollars: dollarsOf(usage, [priced]) * MILLION })).sort(
    (a, b) => b.dollars - a.dollars,
  );

/** Whether a million commands stay below the goal. */
export const costGoal = (dollars: number): string =>
  dollars <= MOST_DOLLARS ? 'met' : `missed: $${dollars.toFixed(2)} of at most $${MOST_DOLLARS}`;
