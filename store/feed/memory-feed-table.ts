import { feedKey } from './feed-key.ts';
import type { FeedTable, Mark } from './feed-table.ts';

/** The feed's table in memory, for tests and simulations. Pages are kept as text, as no table gives back the same object. */
export const memoryFeedTable = (): FeedTable => {
  const feeds = new Map<string, Map<number, string>>();
  const marks = new Map<string, Mark>();
  const feedOf = (pk: string) => feeds.get(pk) ?? new Map<number, string>();
  const keysOf = (pk: string) => [...feedOf(pk).keys()].sort((a, b) => a - b);
  const pageOf = (pk: string, sk: number): unknown => JSON.parse(feedOf(pk).get(sk) ?? 'null');
  return {
    async pageAt(tenantId, from) {
      const pk = feedKey(tenantId);
      const sk = keysOf(pk).findLast((key) => key <= from);
      return sk === undefined ? undefined : pageOf(pk, sk);
    },
    async pagesAfter(tenantId, from, limit) {
      const pk = feedKey(tenantId);
      const keys = keysOf(pk).filter((key) => key > from);
      return keys.slice(0, limit).map((sk) => pageOf(pk, sk));
    },
    async marks(streams) {
      return new Map(
        streams.flatMap((stream) => {
          const mark = marks.get(stream);
          return mark ? [[stream, mark] as const] : [];
        }),
      );
    },
    async put(page) {
      if (feedOf(page.pk).has(page.sk)) return 'taken';
      feeds.set(page.pk, feedOf(page.pk).set(page.sk, JSON.stringify(page)));
      return 'put';
    },
    async advance(further) {
      for (const [stream, mark] of further)
        if ((marks.get(stream)?.version ?? 0) < mark.version) marks.set(stream, mark);
    },
  };
};
