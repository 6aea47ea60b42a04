import { join } from 'node:path';
import * as z from 'zod';
import { TenantId } from '../../../schemas/identity.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Screen } from '../cli/screen.ts';
import type { Session } from '../cli/verb.ts';
import { exportOne } from './export-one.ts';
import { type AuditParts, auditPartsOf } from './parts.ts';

/** What `audit export` is asked. */
export const Exporting = z.object({ folder: z.string().min(1), tenant: TenantId.optional() });
type Exporting = z.output<typeof Exporting>;

const noCheckpoint = (tenantId: string) =>
  new OperatorFault({
    problem: `The agency ${tenantId} has no signed checkpoint; nothing was written.`,
    advice: `Check the name, and sign its log with "ems audit checkpoint --tenant ${tenantId}"; the service does so once a day.`,
  });

/** Writes what there is of one agency among others; whether it could be. */
const exportAmong = async (work: Parameters<typeof exportOne>[0]): Promise<boolean> => {
  const { screen, tenantId } = work;
  try {
    const written = await exportOne(work);
    if (!written) screen.progress(`${tenantId}: left out, for nothing of it is signed yet`);
    return true;
  } catch (error) {
    if (!(error instanceof OperatorFault)) throw error;
    screen.progress(error.problem);
    return false;
  }
};

/** Every agency into a folder of its own; one that cannot be exported keeps no other from being, and is told of. */
const exportAll = async (parts: AuditParts, screen: Screen, folder: string): Promise<void> => {
  const failed: string[] = [];
  for await (const tenantId of parts.tenants())
    if (!(await exportAmong({ parts, screen, tenantId, folder: join(folder, tenantId) })))
      failed.push(tenantId);
  if (failed.length === 0) return;
  throw new OperatorFault({
    problem: `${failed.length} agencies could not be exported: ${failed.join(', ')}.`,
    advice: 'The lines above say why. All others were exported; do these again with --tenant.',
  });
};

/** Writes the evidence of one agency into a folder, or of every agency into a folder of its own in there. */
export const exportFrom = async (
  parts: AuditParts,
  { folder, tenant }: Exporting,
  screen: Screen,
): Promise<void> => {
  if (tenant === undefined) return exportAll(parts, screen, folder);
  if (!(await exportOne({ parts, screen, tenantId: tenant, folder }))) throw noCheckpoint(tenant);
};

/** The same on a deployed system. */
export const exportEvidence = async (asked: Exporting, { screen, target }: Session): Promise<void> =>
  exportFrom(auditPartsOf(await target()), asked, screen);
