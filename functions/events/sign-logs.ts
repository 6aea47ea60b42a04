import { BrokenLog } from '../../store/log/broken-log.ts';
import { type TenantLogs, writeCheckpoint } from '../../store/log/tenant-log.ts';

/** Whose logs are signed, and who is told how it went. */
export interface SigningParts {
  readonly logs: TenantLogs;
  readonly tenants: AsyncIterable<string>;
  /** Is told of each tenant whose log is signed as it now is, and how many entries that are. */
  signed(tenantId: string, size: number): void;
  /** Is told of each tenant whose log cannot be signed, and where it is broken. */
  broken(tenantId: string, error: BrokenLog): void;
}

/** Signs one log; whether it was whole. */
const signLog = async ({ logs, signed, broken }: SigningParts, tenantId: string): Promise<boolean> => {
  try {
    signed(tenantId, (await writeCheckpoint(logs, tenantId)).checkpoint.size);
    return true;
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error;
    broken(tenantId, error);
    return false;
  }
};

/**
 * Signs the log of each tenant. A broken one keeps no other from being signed, but ends the run with an error when all
 * are done, so that the alarm on this function's errors goes off: somebody changed what was signed.
 */
export const signLogs = async (parts: SigningParts): Promise<void> => {
  let broken = 0;
  for await (const tenantId of parts.tenants) if (!(await signLog(parts, tenantId))) broken += 1;
  if (broken > 0) throw new Error(`${broken} logs are broken; the lines before this one say where.`);
};
