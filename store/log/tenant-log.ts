import type { Feed } from '../feed/feed.ts';
import { advance } from './advance.ts';
import { BrokenLog } from './broken-log.ts';
import { type Checkpoint, openCheckpoint, originOf } from './checkpoint.ts';
import { checkpointPath } from './checkpoint-path.ts';
import { feedLeaves } from './feed-leaves.ts';
import type { LogFiles } from './log-files.ts';
import { EMPTY_ROOT, sameBytes } from './merkle.ts';
import { newestCheckpoint, type SignedCheckpoint, type SignedLog } from './signed-checkpoints.ts';
import type { Signer } from './signer.ts';
import { lastLeaf } from './tile-tree.ts';

/** The logs of all tenants: one service's name and key, each tenant's files in a place of their own, one feed each. */
export interface TenantLogs {
  /** What stands before the tenant in the names of logs. */
  readonly service: string;
  readonly signer: Signer;
  readonly feed: Feed;
  files(tenantId: string): LogFiles;
}

/** The log of a tenant, to be read. */
export const tenantLog = async (
  { service, signer, files }: Omit<TenantLogs, 'feed'>,
  tenantId: string,
): Promise<SignedLog> => ({
  files: files(tenantId),
  key: { name: originOf(service, tenantId), publicKey: await signer.publicKey() },
});

/** Leaves between two checkpoints at most: all tiles of one of the level above, 8 KB each, are held at once. */
const BATCH = 65_536;

/** A run over one tenant's log. */
interface Run {
  readonly logs: TenantLogs;
  readonly tenantId: string;
  readonly log: SignedLog;
  readonly batch: number;
}

/** Proves that the feed still has the last entry that was signed: a feed cut off or made anew is found before it is added to. */
const proveLast = async ({ logs, tenantId, log }: Run, { size }: Checkpoint): Promise<void> => {
  if (size === 0) return;
  const { leaves } = await feedLeaves(logs.feed, tenantId, { from: size - 1, most: 1 });
  const [leaf = EMPTY_ROOT] = leaves;
  if (sameBytes(leaf, await lastLeaf(log.files, size))) return;
  throw new BrokenLog(`feed ${size - 1}`, 'the feed has not the entry that was signed; restore its table');
};

const signAfter = async (
  { logs, log }: Run,
  last: Checkpoint,
  leaves: readonly Uint8Array[],
): Promise<SignedCheckpoint> => {
  const note = await advance({ tiles: log.files, signer: logs.signer }, last, leaves);
  const checkpoint = openCheckpoint(note, log.key);
  if (!checkpoint) throw new Error(`The signer of ${last.origin} signs with another key than it names.`);
  await log.files.put(checkpointPath(checkpoint.size), new TextEncoder().encode(note));
  return { note, checkpoint };
};

/** Batch after batch, each ended by a checkpoint, so that a run that is cut off is gone on with and not begun again. */
const signedOn = async (run: Run, signed: SignedCheckpoint | undefined): Promise<SignedCheckpoint> => {
  const last = signed?.checkpoint ?? { origin: run.log.key.name, size: 0, root: EMPTY_ROOT };
  const asked = { from: last.size, most: run.batch };
  const { leaves, more } = await feedLeaves(run.logs.feed, run.tenantId, asked);
  const next = signed && leaves.length === 0 ? signed : await signAfter(run, last, leaves);
  return more ? signedOn(run, next) : next;
};

/**
 * Takes all that a tenant's feed has by now into its log, signs a checkpoint over it, and gives that: the newest there
 * is when the feed has nothing new. A tenant without an entry gets a checkpoint of an empty log.
 *
 * ```
 *   two at once, both from checkpoint 5         feed: 0 … 9, and soon 0 … 11
 *     A reads 5 … 9                             B reads 5 … 11
 *     A puts tile/0/000.p/10                    B puts tile/0/000.p/12         no name of one is one of the other
 *     A signs and puts checkpoint …-10          B signs and puts checkpoint …-12
 * ```
 * Both are of one feed, whose entries never change, so each checkpoint's tree begins with the other's; where they do
 * write the same name (a full tile, a checkpoint of the same size), the second finds its own bytes there, which is no
 * fault. Other bytes there, a feed that has not what was signed, or a checkpoint that this key did not sign: BrokenLog,
 * and nothing is signed.
 */
export const writeCheckpoint = async (
  logs: TenantLogs,
  tenantId: string,
  batch = BATCH,
): Promise<SignedCheckpoint> => {
  const log = await tenantLog(logs, tenantId);
  const run = { logs, tenantId, log, batch };
  const newest = await newestCheckpoint(log);
  if (newest) await proveLast(run, newest.checkpoint);
  return signedOn(run, newest);
};
