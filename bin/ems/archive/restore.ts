import * as z from 'zod';
import { TenantId } from '../../../schemas/identity.ts';
import { checkRestore, type Restored, type RestoreParts, restore } from '../../../store/archive/restore.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { told } from './faults.ts';
import { archivePartsOf, tenantsOf } from './parts.ts';
import { type Pace, progressOf } from './progress.ts';

const TableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'the name of a DynamoDB table');

/** What `archive restore` is asked. */
export const Restoring = z
  .object({
    tenant: TenantId.optional(),
    into: TableName.optional(),
    intoFeed: TableName.optional(),
    expect: z.coerce.number().int().min(1).optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ expect, tenant }) => expect === undefined || tenant !== undefined, {
    path: ['expect'],
    error: 'it is of one agency; name it with --tenant',
  });
type Restoring = z.output<typeof Restoring>;

interface Run {
  readonly asked: Restoring;
  readonly parts: RestoreParts;
  readonly session: Session;
  readonly stop: AbortSignal;
}

const brokenOff = () =>
  new OperatorFault({
    problem: 'Broken off. What was written stays, and is as it was archived.',
    advice: 'Run the same command again: what is there already is compared and left.',
  });

/** Goes through a tenant's archive object by object, and says every other second how far it is. */
const through = async (
  { session: { io, screen }, stop }: Run,
  work: AsyncIterable<Restored>,
  pace: Omit<Pace, 'since'>,
): Promise<Restored | undefined> => {
  const tell = progressOf(screen, { ...pace, since: io.now() });
  let last: Restored | undefined;
  for await (last of work) {
    if (stop.aborted) throw brokenOff();
    tell(last, io.now());
  }
  return last;
};

const proveCount = ({ asked: { expect = 0 } }: Run, tenant: string, commits: number): void => {
  if (commits >= expect) return;
  throw new OperatorFault({
    problem: `The archive of ${tenant} ends after ${commits} commits; there must be ${expect}.`,
    advice: 'Its newest objects are missing: look at their versions. Nothing was written.',
  });
};

const resultText = (tenant: string, { commits, lacking, unfed }: Restored, isDry: boolean): string => {
  const state = isDry ? 'whole; to be restored' : 'whole; restored';
  return `${tenant}: the archive of ${commits} commits is ${state}: ${lacking} commits, ${unfed} entries of the feed`;
};

const restoreTenant = async (run: Run, tenant: string): Promise<void> => {
  const { asked, parts, session } = run;
  const checked = await through(run, checkRestore(parts, tenant), { tenant, doing: 'checking' });
  proveCount(run, tenant, checked?.commits ?? 0);
  if (!checked) return;
  if (!asked.dryRun) await through(run, restore(parts, tenant), { tenant, doing: 'restoring' });
  const { object: _, of: objects, ...counts } = checked;
  const result = { kind: asked.dryRun ? 'checked' : 'restored', tenant, objects, ...counts };
  session.screen.result(result, resultText(tenant, checked, asked.dryRun));
};

/** Into the deployed tables, or into named ones: then the feed is restored where its table is named too. */
const partsOf = async ({ into, intoFeed }: Restoring, { target }: Session) => {
  const { feed, ...parts } = archivePartsOf(await target(), { events: into, feed: intoFeed });
  return into === undefined || intoFeed !== undefined ? { ...parts, feed } : { ...parts };
};

/**
 * Proves each tenant's archive, compares it with what is there, and puts back what is lacking. A tenant whose archive is
 * broken, or whose store has something else, ends the run before anything of it is written.
 */
export const restoreArchive = async (asked: Restoring, session: Session): Promise<void> => {
  const parts = await partsOf(asked, session);
  const all = archivePartsOf(await session.target());
  const run: Run = { asked, parts, session, stop: session.io.interrupted() };
  for (const tenant of await tenantsOf(all, { tenant: asked.tenant, alsoFed: false }))
    await restoreTenant(run, tenant).catch(told);
};
