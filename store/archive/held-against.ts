import type { FeedEntry } from '../../schemas/feed.ts';
import { leafFactsOf } from '../log/feed-leaves.ts';
import { frontier } from '../log/frontier.ts';
import { leafHashOf } from '../log/leaf.ts';
import { sameBytes } from '../log/merkle.ts';
import type { TreeHead } from '../log/verify-proof.ts';
import { BrokenArchive } from './broken-archive.ts';
import { ShortArchive } from './short-archive.ts';

/**
 * Holds an archive against a tree that the log of its tenant signed: entry by entry in the order of the feed, and then
 * its end. What came after the checkpoint is proved by its hashes alone.
 *
 * ```
 *   signed, size 52    0 ─────────────── 51 │            the root at 51 is the signed one: each of these is
 *   archive            0 ─────────────── 51 │ 52 ─ 60    whole, and nothing proves that 60 is the last
 *   archive            0 ───── 39           │            ShortArchive
 * ```
 */
export const heldAgainst = (tenant: string, { size, root }: TreeHead) => {
  const tree = frontier();
  let archived = 0;
  return {
    /** Throws BrokenArchive where the tree is whole, and another than the one that was signed. */
    add(entry: FeedEntry): void {
      archived += 1;
      if (archived > size) return;
      tree.add(leafHashOf(leafFactsOf(entry)));
      if (archived === size && !sameBytes(tree.root(), root))
        throw new BrokenArchive(
          { tenant, seq: entry.seq },
          'the commits up to there are not those that the log signed',
        );
    },
    /** Throws ShortArchive when there was less than what was signed. */
    end(): void {
      if (archived < size) throw new ShortArchive(tenant, { archived, signed: size });
    },
  };
};
