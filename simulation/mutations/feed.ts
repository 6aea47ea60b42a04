import type { Mutation } from './mutation.ts';

/** Bugs of the feed and of its sweep. */
export const FEED: readonly Mutation[] = [
  {
    name: 'feed-conflict-is-added',
    file: 'store/feed/sequencer.ts',
    find: "if ((await table.add(item, steps)) === 'conflict') return [];",
    replace: 'await table.add(item, steps);',
    why: 'a page that was not put is handed on under numbers that others have',
  },
  {
    name: 'feed-marks-stand-still',
    file: 'store/feed/page.ts',
    find: 'to: { version: fed.at(-1)?.version ?? 0, page: first },',
    replace: 'to: { version: fed.at(0)?.version ?? 0, page: first },',
    why: 'of several commits of a stream in a page only the first is marked, so the others are fed twice',
  },
  {
    name: 'feed-does-not-fill-gaps',
    file: 'store/feed/due.ts',
    find: 'if (entry.first_version > version + 1) due.push(...(await missing(history, entry, version)));',
    replace: '',
    why: 'what the bus has not told yet is never fed',
  },
  {
    name: 'feed-refuses-what-comes-twice',
    file: 'store/feed/due.ts',
    find: 'if (entry.version <= version) continue;',
    replace: '',
    why: 'a commit that is told once more is given up',
  },
  {
    name: 'feed-hands-on-new-alone',
    file: 'store/feed/sequencer.ts',
    find: 'entries: [...added, ...again.found].sort(bySeq)',
    replace: 'entries: [...added].sort(bySeq)',
    why: 'what was fed by a feeder that broke off is never pushed',
  },
  {
    name: 'feed-tells-nobody-of-gaps',
    file: 'store/feed/sequencer.ts',
    find: 'if (missed.length > 0) await untold(missed);',
    replace: '',
    why: 'what was fed without being told, by a feeder that broke off, is never pushed',
  },
  {
    name: 'feed-batch-hands-on-failures',
    file: 'functions/events/feed-batch.ts',
    find: 'const lost = await feedTenant(parts, tenantId, own).catch(all);',
    replace: 'const lost = await feedTenant(parts, tenantId, own).catch((): Failed => new Map());',
    why: "a tenant's fault fails none of its messages",
  },
  {
    name: 'sweep-begun-streams-are-whole',
    file: 'store/feed/sweep.ts',
    find: 'fedOf(stream) < version)',
    replace: 'fedOf(stream) === 0)',
    why: 'a stream that the feed has something of is not looked at',
  },
  {
    name: 'sweep-first-page',
    file: 'store/feed/sweep.ts',
    find: '    from = page.next;\n  } while',
    replace: '    from = undefined;\n  } while',
    why: 'of the store only the first page is swept',
  },
  {
    name: 'sweep-tells-the-last',
    file: 'store/feed/sweep.ts',
    find: 'await parts.tell(missing);',
    replace: 'await parts.tell(missing.slice(0, 1));',
    why: 'of what the feed lacks of a stream only the first commit is told',
  },
];
