import type { FeedGrown } from '../../schemas/feed.ts';
import type { Added, Archiver } from '../../store/archive/archiver.ts';
import type { HandleTogether } from './consume-together.ts';

interface Parts {
  readonly archiver: Archiver;
  /** Is told what came of each tenant. */
  added(tenantId: string, added: Added): void;
}

/**
 * Takes what the feed tells for a sign that a tenant's archive is behind, and no more: all that the feed has goes into the
 * archive, in the feed's order. A tenant's fault fails its own messages and nobody else's.
 */
export const archiveBatch =
  ({ archiver, added }: Parts): HandleTogether<FeedGrown> =>
  async (told) => {
    const failed = new Map<string, unknown>();
    for (const tenantId of new Set(told.map(({ tenant_id }) => tenant_id)))
      await archiver.add(tenantId).then(
        (done) => added(tenantId, done),
        (error: unknown) => failed.set(tenantId, error),
      );
    return ({ tenant_id }) => (failed.has(tenant_id) ? { error: failed.get(tenant_id) } : undefined);
  };
