import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { SealedCommit } from '../../schemas/commit.ts';
import { FeedEntry } from '../../schemas/feed.ts';
import { parsedJson } from '../../schemas/json.ts';
import { busEntryOf } from '../bus-entry.ts';
import { CommitItem } from '../commit-item.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import { unnumbered } from '../feed/due.ts';
import { readItem } from '../sealed-commit.ts';
import { type ArchivePlace, BrokenArchive } from './broken-archive.ts';

/** A commit and its place in its tenant's feed, with all that both tell of it. */
export interface Archived {
  readonly entry: FeedEntry;
  readonly item: CommitItem;
  readonly commit: SealedCommit;
}

/** A line of an object: the stored item, attribute by attribute, before it its number and the names the feed gave it. */
const Line = z.strictObject({ ...FeedEntry.pick({ seq: true, type: true }).shape, ...CommitItem.shape });
type Line = z.infer<typeof Line>;

const whole = ({ seq, type, ...item }: Line): Archived => {
  const commit = readItem(item);
  const entry = FeedEntry.parse({ ...unnumbered(busEntryOf(commit)), seq, type });
  return { entry, item, commit };
};

/** The bytes of an object: gzip of one JSON line a commit, in the order of `seq`. */
export const encodeObject = (commits: readonly Pick<Archived, 'entry' | 'item'>[]): Uint8Array => {
  const lines = commits.map(({ entry: { seq, type }, item }) => JSON.stringify({ seq, type, ...item }));
  return gzipSync(`${lines.join('\n')}\n`);
};

const textOf = (at: ArchivePlace, bytes: Uint8Array): string => {
  try {
    return gunzipSync(bytes).toString();
  } catch {
    throw new BrokenArchive(
      at,
      'the object that begins there is truncated or was changed: it does not unpack',
    );
  }
};

const Named = z.object({ pk: z.string(), sk: z.number() });

const decodeLine = (text: string, at: { tenant: string; seq: number }): Archived => {
  const raw = parsedJson(text);
  const { pk: stream, sk: version } = Named.safeParse(raw).data ?? {};
  const place = { ...at, stream, version };
  const line = Line.safeParse(raw);
  if (!line.success) throw new BrokenArchive(place, 'its line is not one of an archive');
  if (line.data.seq !== at.seq)
    throw new BrokenArchive(place, `its line says that it is seq ${line.data.seq}`);
  if (!line.data.pk.startsWith(`${at.tenant}#`)) throw new BrokenArchive(place, 'it is of another tenant');
  try {
    return whole(line.data);
  } catch (error) {
    if (error instanceof CorruptCommit) throw new BrokenArchive(place, error.message.replace(/\.$/, ''));
    throw error;
  }
};

/**
 * The commits of an object that begins at a place, each proved by its own hash and numbered from there on.
 * @throws BrokenArchive where anything is amiss
 */
export const decodeObject = (at: ArchivePlace, bytes: Uint8Array): Archived[] => {
  const lines = textOf(at, bytes).split('\n');
  const rest = lines.pop();
  const seqOf = (n: number) => ({ tenant: at.tenant, seq: at.seq + n });
  if (lines.length === 0 || rest !== '')
    throw new BrokenArchive(seqOf(lines.length), 'the object ends within a line');
  return lines.map((line, n) => decodeLine(line, seqOf(n)));
};
