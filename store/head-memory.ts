import type { Category, StreamName } from '../schemas/stream.ts';
import { expiring } from './expiring.ts';
import type { Fold } from './fold.ts';
import type { Head } from './head.ts';
import { streamKey } from './stream-key.ts';

/** A remembered head costs little; patients' data in it stays for no longer than a minute after it was read. */
const WARM = { most: 500, lifetime: 60_000 };

const notAHead = (name: StreamName, version: number) =>
  new Error(
    `Version ${version} of ${streamKey(name)} is not a head that was read; read the head, then append.`,
  );

/** Whether a remembered head was made by this very fold, and so is of its state. */
const isOf = <C extends Category, S>(head: object, fold: Fold<C, S>): head is Head<C, S> =>
  'fold' in head && head.fold === fold;

/**
 * What an event store remembers of heads: which ones are its own, when all of a head's state was read from the table (in
 * milliseconds; a head that grew by an append or by reading on is as old as the one it grew from), and the last one of
 * each stream, to be had again while it is young.
 */
export const headMemory = (now: () => number) => {
  const since = new WeakMap<object, number>();
  const warm = expiring<object>({ ...WARM, now });
  return {
    keep<C extends Category, S>(head: Head<C, S>, read: number): Head<C, S> {
      const remembered = { ...head, warm: true };
      since.set(head, read).set(remembered, read);
      warm.keep(streamKey(head.name), remembered, read);
      return head;
    },
    known<C extends Category, S>(name: StreamName, fold: Fold<C, S>): Head<C, S> | undefined {
      const head = warm.get(streamKey(name));
      return head && isOf(head, fold) ? head : undefined;
    },
    /** When a head was read; throws for one that this store did not read. */
    readAt(head: Pick<Head, 'name' | 'version'>): number {
      const read = since.get(head);
      if (read === undefined) throw notAHead(head.name, head.version);
      return read;
    },
    isYoung: (read: number): boolean => now() < read + WARM.lifetime,
    drop: (name: StreamName): void => warm.drop(streamKey(name)),
  };
};
