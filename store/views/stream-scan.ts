import * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import { StreamName } from '../../schemas/stream.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import type { CommitPlace, KeyScan, Segment } from '../key-scan.ts';
import { keyParts } from '../stream-key.ts';

const ChartStream = StreamName.extend({ category: z.literal('chart') });

/** A stream that a scan came past: the version it had, and in how many commits. */
export interface FoundStream {
  readonly name: z.infer<typeof ChartStream>;
  readonly version: number;
  readonly commits: number;
}

/** Where a scan goes on; a token is of one segmentation only. */
export interface Cursor extends Segment {
  readonly token?: string | undefined;
}

/** The streams of charts, and the token to go on with where there is more. */
export interface StreamPage {
  readonly streams: readonly FoundStream[];
  readonly token?: string;
}

/** The stream a page ended in: the next page may hold more of it. */
const Open = z.strictObject({ pk: z.string(), last: z.int(), commits: z.int() });
type Open = z.infer<typeof Open>;
const Token = z.strictObject({
  from: z.strictObject({ pk: z.string(), sk: z.int() }),
  open: Open.optional(),
});

const grouped = (items: readonly CommitPlace[], open: Open | undefined): Open[] => {
  const groups = open ? [open] : [];
  for (const { pk, last } of items) {
    const same = groups.at(-1)?.pk === pk ? groups.pop() : undefined;
    groups.push({ pk, last, commits: (same?.commits ?? 0) + 1 });
  }
  return groups;
};

const isChart = ({ pk }: Open): boolean => keyParts(pk).category === 'chart';

const foundOf = ({ pk, last, commits }: Open): FoundStream => {
  const name = ChartStream.safeParse(keyParts(pk));
  if (!name.success) throw new CorruptCommit({ stream: pk, version: last }, 'its key names no stream');
  return { name: name.data, version: last, commits };
};

/**
 * A page of the charts' streams of all tenants, each stream once in all the pages of its segment, with its last version.
 * A stream that a page ends in is held back, in the token, until a page shows that it is over: so its version is never
 * that of a part of it.
 */
export const streamPage = async (keys: KeyScan, { token, ...at }: Cursor): Promise<StreamPage> => {
  const { from, open } = token === undefined ? {} : Token.parse(parsedJson(token));
  const { items, next } = await keys.page(at, from);
  const groups = grouped(items, open);
  const last = next && groups.pop();
  const streams = groups.filter(isChart).map(foundOf);
  return next
    ? { streams, token: JSON.stringify({ from: next, ...(last ? { open: last } : {}) }) }
    : { streams };
};
