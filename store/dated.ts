/** Where a page ended: the date and the id of its last row. */
export type Position = readonly [date: string, id: string];

/** One page, newest first, and where it ended when there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: Position | undefined;
}

/** The sort key of whatever is listed by date; `from` and `to` compare with its date part. */
export const dateKey = (row: { readonly date: string; readonly id: string }): string =>
  `${row.date}#${row.id}`;

/** A page of what was found, where one more than asked for was looked for. */
export const pageOf = <T extends { readonly date: string; readonly id: string }>(
  found: readonly T[],
  limit: number,
): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? [last.date, last.id] : undefined };
};

interface Between {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: Position | undefined;
}

/**
 * The sort keys a page is looked for between, and the position it starts after. DynamoDB refuses a range that ends
 * before it begins and a start outside of the range, so such a page is known to be empty, or starts at the range's end.
 * Every date begins with a digit: "0" is before all of them, ":" behind all.
 */
export const rangeOf = ({ from = '0', to = ':', after }: Between) => {
  const start = after && dateKey({ date: after[0], id: after[1] });
  if (from > to || (start !== undefined && start < from)) return undefined;
  return { from, to, after: start !== undefined && start < to ? after : undefined };
};
export type DateRange = NonNullable<ReturnType<typeof rangeOf>>;
