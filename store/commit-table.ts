import type { CommitItem } from './commit-item.ts';

/** Where one page of a read ended, when there is more: the first version to go on from. */
interface ItemPage {
  readonly items: readonly unknown[];
  readonly next?: number;
}

/**
 * The one thing the event store asks of a table, so that the same store logic runs on DynamoDB and in memory:
 * a Put that refuses to overwrite, and a strongly consistent read in key order.
 */
export interface CommitTable {
  /** Stores the item unless its key is taken. */
  put(item: CommitItem): Promise<'put' | 'taken'>;
  /** A page of the items of a stream whose first version is greater than `after`, oldest first; `limit` items at most. */
  page(pk: string, after: number, limit?: number): Promise<ItemPage>;
  /** The newest items of a stream, newest first: `limit` of them at most, those below version `before` where it is given. */
  newest(pk: string, limit: number, before?: number): Promise<ItemPage>;
}
