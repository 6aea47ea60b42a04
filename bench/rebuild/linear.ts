/** Rates that differ by no more than this are the same: work grows as the number of events does. */
const MOST_APART = 0.3;
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', signDisplay: 'exceptZero' });

/** Whether the work grew linearly, judged by the rates (events a second) at ten times as many events. */
export const growth = (few: number, many: number): string => {
  const change = many / few - 1;
  const percent = PERCENT.format(change);
  return Math.abs(change) <= MOST_APART ? `linear (${percent})` : `not linear (${percent})`;
};
