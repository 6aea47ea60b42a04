import { keyParts } from '../stream-key.ts';
import type { FeedTable } from './feed-table.ts';
import { type KnownFeed, markOf, readOn, withMarks } from './known-feed.ts';

const tenantOf = (stream: string): string => keyParts(stream).tenant_id ?? '';

/** Tells how far streams of any tenants are fed; what it knows of a tenant's feed is read on from when it is asked again. */
export const fedVersionsOf = (table: FeedTable) => {
  const remembered = new Map<string, KnownFeed>();
  const knownOf = async (tenantId: string, streams: readonly string[]): Promise<KnownFeed> => {
    const now = await readOn(table, tenantId, remembered.get(tenantId));
    remembered.set(tenantId, now);
    return withMarks(table, now, streams);
  };
  return async (streams: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const versions = new Map<string, number>();
    for (const [tenantId, own] of Map.groupBy(streams, tenantOf)) {
      const known = await knownOf(tenantId, own);
      for (const stream of own) versions.set(stream, markOf(known, stream).version);
    }
    return versions;
  };
};
