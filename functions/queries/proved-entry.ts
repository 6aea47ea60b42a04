import type { Feed } from '../../store/feed/feed.ts';
import { BrokenLog } from '../../store/log/broken-log.ts';
import { leafFactsOf } from '../../store/log/feed-leaves.ts';
import { leafHashOf } from '../../store/log/leaf.ts';
import type { TileTree } from '../../store/log/tile-tree.ts';
import { verifyInclusion } from '../../store/log/verify-proof.ts';

/**
 * An entry of a log, as the feed has it, with the proof that it is in the tree. The proof is checked before it is given:
 * throws BrokenLog when the feed has another entry now, or none, than the one that was signed.
 */
export const provedEntry = async (
  feed: Feed,
  tree: TileTree,
  { tenantId, seq }: { readonly tenantId: string; readonly seq: number },
) => {
  const [found] = await feed.read(tenantId, seq - 1, 1);
  if (found?.seq !== seq) throw new BrokenLog(`feed ${seq}`, 'it is signed, and the feed has it not');
  const entry = leafFactsOf(found);
  const hash = leafHashOf(entry);
  const proof = await tree.inclusion(seq);
  if (!verifyInclusion({ size: tree.size, root: await tree.root() }, { index: seq, hash }, proof))
    throw new BrokenLog(`feed ${seq}`, 'it is another entry than was signed');
  return { entry, hash, proof };
};
