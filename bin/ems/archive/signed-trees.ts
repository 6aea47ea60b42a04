import { newestCheckpoint } from '../../../store/log/signed-checkpoints.ts';
import { tenantLog } from '../../../store/log/tenant-log.ts';
import type { TreeHead } from '../../../store/log/verify-proof.ts';
import { OperatorFault } from '../cli/fault.ts';
import { awsFault } from '../cli/report.ts';
import type { ReadLogs } from '../target/logs.ts';

/** What the logs of tenants signed. */
export interface SignedTrees {
  /** The tree of a log's newest checkpoint; none while nothing of it is signed. */
  newest(tenantId: string): Promise<TreeHead | undefined>;
  /** Those who have a log. */
  tenants(): Promise<string[]>;
}

/** A log that does not answer proves nothing, and whether that will do is for the operator to say. */
const unreached = (error: unknown): never => {
  const fault = awsFault(error);
  if (!fault) throw error;
  throw new OperatorFault({
    problem: `The log cannot be read, so nothing proves the end of an archive. ${fault.problem}`,
    advice: `${fault.advice} Where the log is lost, restore without that proof: --without-log.`,
  });
};

/** The signed trees of a system's logs. */
export const signedTrees = (logs: ReadLogs): SignedTrees => {
  const newest = async (tenantId: string) =>
    (await newestCheckpoint(await tenantLog(logs, tenantId)))?.checkpoint;
  return {
    newest: (tenantId) => newest(tenantId).catch(unreached),
    tenants: () => Array.fromAsync(logs.tenants()).catch(unreached),
  };
};
