import type { Mutation } from './mutation.ts';

/** Bugs of the projections and of their rebuild. */
export const PROJECTIONS: readonly Mutation[] = [
  {
    name: 'projection-folds-all-again',
    file: 'store/catch-up.ts',
    find: 'await store.load(stream, from);',
    replace: 'await store.load(stream, 0);',
    why: 'events that a row has already are folded into it once more',
    seed: 2,
  },
  {
    name: 'projection-loses-version',
    file: 'store/catch-up.ts',
    find: 'version: commit.version, updated_at: commit.time };',
    replace: 'version: commit.first_version, updated_at: commit.time };',
    why: 'of a commit of several events a row tells the first version, and folds the others again',
    seed: 2,
  },
  {
    name: 'projection-writes-live-copy',
    file: 'store/views/generations.ts',
    find: "beside === undefined || state === 'discarding' ? [live] : [live, beside];",
    replace: '[live];',
    why: 'the copy that is being built is not written to by new events',
    seed: 61,
  },
  {
    name: 'projection-never-asks-again',
    file: 'store/views/known-generations.ts',
    find: 'at - known.asked < LIFETIME_MS',
    replace: 'at - known.asked < LIFETIME_MS * 1000',
    why: 'a projector does not learn of the copy that is being built',
    seed: 20,
  },
  {
    name: 'rebuild-does-not-wait',
    file: 'store/views/generations.ts',
    find: 'Math.max(0, Date.parse(since) + SETTLE_MS - at.getTime());',
    replace: 'Math.min(0, Date.parse(since) + SETTLE_MS - at.getTime());',
    why: 'the scan begins before everybody writes the copy that is being built',
    seed: 488,
  },
  {
    name: 'rebuild-done-after-a-page',
    file: 'store/views/rebuild.ts',
    find: 'done: token === undefined,',
    replace: 'done: true,',
    why: 'a segment is called done after its first page',
    seed: 20,
  },
  {
    name: 'rebuild-scan-ends-early',
    file: 'store/views/stream-scan.ts',
    find: 'const last = next && groups.pop();',
    replace: 'const last = next && (groups.pop(), undefined);',
    why: 'the stream that a page ends in is not come past again',
    seed: 193,
  },
];
