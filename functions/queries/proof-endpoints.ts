import { isRefusal, type Refusal, refuse } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/audit-log.ts';
import {
  newestCheckpoint,
  type SignedCheckpoint,
  type SignedLog,
} from '../../store/log/signed-checkpoints.ts';
import { type TenantLogs, tenantLog } from '../../store/log/tenant-log.ts';
import { tileTree } from '../../store/log/tile-tree.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { base64, logCheckpointOf } from '../log-checkpoint.ts';
import { provedEntry } from './proved-entry.ts';

/** A tenant's log with its newest checkpoint, against which all proofs are given. */
interface Newest extends SignedLog {
  readonly newest: SignedCheckpoint;
}

const newestOf = async (logs: TenantLogs, tenantId: string): Promise<Newest | Refusal> => {
  const log = await tenantLog(logs, tenantId);
  const newest = await newestCheckpoint(log);
  return newest ? { ...log, newest } : refuse('NOT_FOUND', 'No checkpoint was signed yet; a POST signs one.');
};

/** Refused as a query is that is not of its form, because that is what it is once the newest checkpoint is known. */
const over = (name: string, most: number): Refusal =>
  refuse('VALIDATION_FAILED', 'There is no such proof; see details.issues.', {
    issues: [{ path: `query.${name}`, message: `must be ${most} at most` }],
  });

const getCheckpoint = (logs: TenantLogs) =>
  endpoint(routes.getCheckpoint, async ({ caller }) => {
    const found = await newestOf(logs, caller.tenant_id);
    return isRefusal(found) ? found : logCheckpointOf(found.key, found.newest);
  });

const proveInclusion = (logs: TenantLogs) =>
  endpoint(routes.proveInclusion, async ({ caller, query }) => {
    const found = await newestOf(logs, caller.tenant_id);
    if (isRefusal(found)) return found;
    const stored = found.newest.checkpoint.size;
    const { seq, size = stored } = query;
    if (size > stored) return over('size', stored);
    if (seq >= size) return over('seq', size - 1);
    const tree = tileTree(found.files, size, stored);
    const { entry, hash, proof } = await provedEntry(logs.feed, tree, { tenantId: caller.tenant_id, seq });
    return { seq, size, entry, leaf_hash: base64(hash), proof: proof.map(base64) };
  });

const proveConsistency = (logs: TenantLogs) =>
  endpoint(routes.proveConsistency, async ({ caller, query }) => {
    const found = await newestOf(logs, caller.tenant_id);
    if (isRefusal(found)) return found;
    const stored = found.newest.checkpoint.size;
    const { from, to = stored } = query;
    if (to > stored) return over('to', stored);
    if (from > to) return over('from', to);
    const proof = await tileTree(found.files, to, stored).consistency(from);
    return { from, to, proof: proof.map(base64) };
  });

/** The newest checkpoint of the caller's tenant, and proofs of what it counts. */
export const proofEndpoints = (logs: TenantLogs): readonly Endpoint[] =>
  [getCheckpoint, proveInclusion, proveConsistency].map((make) => make(logs));
