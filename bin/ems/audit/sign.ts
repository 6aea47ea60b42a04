import * as z from 'zod';
import { TenantId } from '../../../schemas/identity.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { writeCheckpoint } from '../../../store/log/tenant-log.ts';
import { toldWith } from '../cli/told.ts';
import type { Session } from '../cli/verb.ts';
import { auditPartsOf } from './parts.ts';

/** What `audit checkpoint` is asked. */
export const Signing = z.object({ tenant: TenantId });

const told = toldWith(
  [
    [
      BrokenLog,
      'What is stored is not what was signed. Keep everything as it is, export nothing new, and compare with earlier bundles.',
    ],
  ],
  (words) => `Nothing was signed. ${words}`,
);

/** Signs an agency's log as it is now. */
export const signLog = async ({ tenant }: z.output<typeof Signing>, session: Session): Promise<void> => {
  const { logs } = auditPartsOf(await session.target());
  const signed = await writeCheckpoint(logs, tenant).catch(told);
  const { note, checkpoint } = signed;
  session.screen.result({ origin: checkpoint.origin, size: checkpoint.size, note }, note.trimEnd());
};
