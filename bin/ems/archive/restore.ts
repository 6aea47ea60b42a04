import * as z from 'zod';
import { TenantId } from '../../../schemas/identity.ts';
import { archivedTenants } from '../../../store/archive/read-archive.ts';
import { checkRestore, type Restored, type RestoreParts, restore } from '../../../store/archive/restore.ts';
import type { TreeHead } from '../../../store/log/verify-proof.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { logsOf } from '../target/logs.ts';
import type { Target } from '../target.ts';
import { told } from './faults.ts';
import { archivePartsOf } from './parts.ts';
import { type Pace, progressOf } from './progress.ts';
import { type SignedTrees, signedTrees } from './signed-trees.ts';

const TableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'the name of a DynamoDB table');

/** What `archive restore` is asked. */
export const Restoring = z
  .object({
    tenant: TenantId.optional(),
    into: TableName.optional(),
    intoFeed: TableName.optional(),
    withoutLog: z.boolean().default(false),
    expect: z.coerce.number().int().min(1).optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ expect, tenant }) => expect === undefined || tenant !== undefined, {
    path: ['expect'],
    error: 'it is of one agency; name it with --tenant',
  });
type Restoring = z.output<typeof Restoring>;

/** What a restoration works with. */
export interface RestoreSources {
  readonly parts: RestoreParts;
  /** What the archives are held against; without it, nothing. */
  readonly logs?: SignedTrees;
}

interface Run extends RestoreSources {
  readonly asked: Restoring;
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

const stateOf = ({ dryRun }: Restoring): string => (dryRun ? 'whole; to be restored' : 'whole; restored');

const proofOf = ({ logs }: Run, signed: TreeHead | undefined): string => {
  if (!logs) return 'it was not held against its log';
  if (!signed) return 'nothing of its log is signed yet, so that nothing proves its end';
  return `its first ${signed.size} are what its log signed`;
};

const restoreTenant = async (run: Run, tenant: string): Promise<void> => {
  const { asked, parts, logs, session } = run;
  const signed = await logs?.newest(tenant);
  const checked = await through(run, checkRestore(parts, tenant, signed), { tenant, doing: 'checking' });
  proveCount(run, tenant, checked?.commits ?? 0);
  if (!checked) return;
  if (!asked.dryRun) await through(run, restore(parts, tenant), { tenant, doing: 'restoring' });
  const { object: _, of: objects, ...counts } = checked;
  const kind = asked.dryRun ? 'checked' : 'restored';
  session.screen.result(
    { kind, tenant, objects, ...counts, signed: signed?.size ?? null },
    `${tenant}: the archive of ${counts.commits} commits is ${stateOf(asked)}: ${counts.lacking} commits, ${counts.unfed} entries of the feed; ${proofOf(run, signed)}`,
  );
};

/** Those who have an archive, or a log that says that they must have one; or the one that is asked for. */
const tenantsToRestore = async ({ asked: { tenant }, parts, logs }: Run): Promise<string[]> => {
  if (tenant !== undefined) return [tenant];
  const found = [...(await archivedTenants(parts.bucket)), ...((await logs?.tenants()) ?? [])];
  return [...new Set(found.map((each) => TenantId.parse(each)))].toSorted();
};

/**
 * Proves each tenant's archive, holds it against the log, compares it with what is there, and puts back what is lacking.
 * A tenant whose archive is broken or lacks what was signed, or whose store has something else, ends the run before
 * anything of it is written.
 */
export const restoreFrom = async (
  sources: RestoreSources,
  asked: Restoring,
  session: Session,
): Promise<void> => {
  const run: Run = { ...sources, asked, session, stop: session.io.interrupted() };
  for (const tenant of await tenantsToRestore(run)) await restoreTenant(run, tenant).catch(told);
};

/** Into the deployed tables, or into named ones: then the feed is restored where its table is named too. */
const partsOf = ({ into, intoFeed }: Restoring, target: Target): RestoreParts => {
  const { feed, ...parts } = archivePartsOf(target, { events: into, feed: intoFeed });
  return into === undefined || intoFeed !== undefined ? { ...parts, feed } : parts;
};

/** The same on a deployed system. */
export const restoreArchive = async (asked: Restoring, session: Session): Promise<void> => {
  const target = await session.target();
  const logs = asked.withoutLog ? {} : { logs: signedTrees(logsOf(target)) };
  await restoreFrom({ parts: partsOf(asked, target), ...logs }, asked, session);
};
