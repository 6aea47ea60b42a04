import type { Unnumbered } from './page.ts';

/** Bytes of a page's entries: well under the 400 KB of an item (DynamoDB quotas), and of a queue's message (256 KB). */
const MAX_PAGE_BYTES = 180 * 1024;

/** As many entries, from the first on, as one page takes; at least one. */
export const fitting = <T extends Unnumbered>(entries: readonly [T, ...T[]]): [T, ...T[]] => {
  const [first, ...rest] = entries;
  const taken: [T, ...T[]] = [first];
  let bytes = Buffer.byteLength(JSON.stringify(first));
  for (const entry of rest) {
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (bytes > MAX_PAGE_BYTES) break;
    taken.push(entry);
  }
  return taken;
};
