import type { Added, Archiver } from '../../store/archive/archiver.ts';
import { type FeedTable, UNFED } from '../../store/feed/feed-table.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { HandleTogether } from './consume-together.ts';

/** The bus was faster than the feed: told again later, the commit has its number and is archived. */
class NotYetFed extends Error {
  override readonly name = 'NotYetFed';
}

interface Parts {
  readonly archiver: Archiver;
  readonly table: Pick<FeedTable, 'marks'>;
  /** Is told what came of each tenant. */
  added(tenantId: string, added: Added): void;
}

/** Archives what the feeds of these tenants have; a tenant's fault fails its own commits and nobody else's. */
const addAll = async ({ archiver, added }: Parts, tenants: ReadonlySet<string>) => {
  const failed = new Map<string, unknown>();
  for (const tenantId of tenants)
    await archiver.add(tenantId).then(
      (done) => added(tenantId, done),
      (error: unknown) => failed.set(tenantId, error),
    );
  return failed;
};

/**
 * What the bus tells of is taken for a sign that a tenant's archive is behind its feed, and no more: all that the feed
 * has goes into the archive, in the feed's order. A told commit is done with when it was in the feed before that.
 */
export const archiveBatch =
  (parts: Parts): HandleTogether =>
  async (told) => {
    const marks = await parts.table.marks([...new Set(told.map(streamKey))]);
    const failed = await addAll(parts, new Set(told.map(({ tenant_id }) => tenant_id)));
    return (entry) => {
      if (failed.has(entry.tenant_id)) return { error: failed.get(entry.tenant_id) };
      const { version } = marks.get(streamKey(entry)) ?? UNFED;
      return version < entry.version ? { error: new NotYetFed() } : undefined;
    };
  };
