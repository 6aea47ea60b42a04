import { BrokenLog } from './broken-log.ts';
import { type Checkpoint, signCheckpoint } from './checkpoint.ts';
import { integrate } from './integrate.ts';
import type { Signer } from './signer.ts';
import type { TileStore } from './tile-store.ts';
import { tileTree } from './tile-tree.ts';
import { verifyConsistency } from './verify-proof.ts';

/** A log that can be written: where its tiles lie and who signs for it. */
export interface Log {
  readonly tiles: TileStore;
  readonly signer: Signer;
}

/**
 * Adds leaves to a log and signs the checkpoint of the tree that is then there. It first proves from the tiles that this
 * tree begins with the one of the last checkpoint, and throws BrokenLog when it does not: a log that signed two trees
 * that do not fit could be believed by nobody again.
 *
 * `last` is the newest checkpoint that was stored, whose signature the caller has checked; for a new log it has size 0
 * and EMPTY_ROOT. No leaves: the same tree is signed again, with the same bytes.
 */
export const advance = async (
  { tiles, signer }: Log,
  last: Checkpoint,
  leaves: readonly Uint8Array[],
): Promise<string> => {
  const next = await integrate(tiles, last.size, leaves);
  const proof = await tileTree(tiles, next.size).consistency(last.size);
  if (!verifyConsistency(last, next, proof))
    throw new BrokenLog(
      `${last.origin} checkpoint ${last.size}`,
      'the tiles do not hold the tree that was signed',
    );
  return signCheckpoint({ origin: last.origin, ...next }, signer);
};
