import * as z from 'zod';
import { TenantId } from '../../../schemas/identity.ts';
import { archiver } from '../../../store/archive/archiver.ts';
import { type ArchiveStatus, archiveStatus } from '../../../store/archive/status.ts';
import { feed } from '../../../store/feed/feed.ts';
import { OperatorFault } from '../cli/fault.ts';
import type { Session } from '../cli/verb.ts';
import { told } from './faults.ts';
import { archivePartsOf, tenantsOf } from './parts.ts';

/** What `archive status` and `archive catch-up` are asked. */
export const OfTenants = z.object({ tenant: TenantId.optional() });
type OfTenants = z.output<typeof OfTenants>;

const statusText = ({ tenant, fed, archived, behind, newest_date }: ArchiveStatus): string =>
  `${tenant}: ${archived} of ${fed} commits archived, ${behind} behind${newest_date ? `, up to ${newest_date}` : ''}`;

const feedLacks = (tenants: readonly string[]) =>
  new OperatorFault({
    problem: `The feed lacks what was archived of: ${tenants.join(', ')}.`,
    advice:
      'The store was lost or begun anew. Restore it with "ems archive restore" before anybody writes to it.',
  });

/** Tells of each tenant how far its archive is behind its feed. */
export const showStatus = async ({ tenant }: OfTenants, { screen, target }: Session): Promise<void> => {
  const parts = archivePartsOf(await target());
  const ahead: string[] = [];
  for (const each of await tenantsOf(parts, tenant)) {
    const status = await archiveStatus({ bucket: parts.bucket, feed: feed(parts.feed) }, each).catch(told);
    screen.result({ kind: 'status', ...status }, statusText(status));
    if (status.behind < 0) ahead.push(each);
  }
  if (ahead.length > 0) throw feedLacks(ahead);
};

/** Archives now what the feeds have and the archive lacks. */
export const catchUp = async ({ tenant }: OfTenants, { screen, target }: Session): Promise<void> => {
  const parts = archivePartsOf(await target());
  const { add } = archiver({ ...parts, feed: feed(parts.feed) });
  for (const each of await tenantsOf(parts, tenant)) {
    const added = await add(each).catch(told);
    const text = `${each}: ${added.commits} commits archived in ${added.objects} objects, ${added.next} in all`;
    screen.result({ kind: 'archived', tenant: each, ...added }, text);
  }
};
