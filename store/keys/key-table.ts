import type { SubjectKeyItem, TenantKeyItem } from './key-item.ts';

type Item = TenantKeyItem | SubjectKeyItem;

/** Where wrapped keys lie: read consistently, made once, replaced only by who knows what is there. */
export interface KeyTable {
  /** The items of one partition under these sort keys, as far as there are any; in no order. */
  get(pk: string, sks: readonly string[]): Promise<readonly unknown[]>;
  /** The last item of a partition whose sort key begins so. */
  last(pk: string, prefix: string): Promise<unknown>;
  /** A page of items of a partition whose sort keys begin so and come after one, in their order. */
  page(pk: string, prefix: string, after: string): Promise<readonly unknown[]>;
  /** Stores an item unless its key is taken. */
  create(item: Item): Promise<'put' | 'taken'>;
  /** Stores an item in the place of one that is wrapped so. */
  replace(item: Item, wrapped: string): Promise<'put' | 'stale'>;
}

/** How many items a page holds at most. */
export const PAGE = 100;
