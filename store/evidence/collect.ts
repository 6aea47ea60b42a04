import { EvidenceCommit } from '../../schemas/evidence.ts';
import type { CommitTable } from '../commit-table.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import type { Feed } from '../feed/feed.ts';
import { inParallel } from '../in-parallel.ts';
import { BrokenLog } from '../log/broken-log.ts';
import { feedPages, leafFactsOf } from '../log/feed-leaves.ts';
import type { LeafFacts } from '../log/leaf.ts';
import type { SignedCheckpoint } from '../log/signed-checkpoints.ts';
import { storedStream } from './stored-stream.ts';

/** Where the history that a checkpoint counts lies. */
export interface Stored {
  readonly tenantId: string;
  readonly feed: Feed;
  readonly commits: CommitTable;
}

const STREAMS_AT_ONCE = 16;

/** The entries that are signed, as the feed has them. */
const entriesOf = async ({ feed, tenantId }: Stored, size: number): Promise<LeafFacts[]> => {
  const entries: LeafFacts[] = [];
  for await (const page of feedPages(feed, tenantId, { from: 0, to: size }))
    entries.push(...page.map(leafFactsOf));
  if (entries.length === size) return entries;
  throw new BrokenLog(`feed ${entries.length}`, 'the feed ends before an entry that is signed');
};

const evidenceOf = ({ stream, first_version }: LeafFacts, raw: unknown): EvidenceCommit => {
  const place = { stream, version: first_version };
  if (raw === undefined) throw new CorruptCommit(place, 'the log counts it, and it is missing');
  const commit = EvidenceCommit.safeParse(raw);
  if (!commit.success) throw new CorruptCommit(place, 'it has not the attributes of a commit');
  return commit.data;
};

/** Told now and then, and at the end: for how many of the entries their commit was read. */
export type Collected = (commits: number, of: number) => void;

/**
 * The commits that a checkpoint counts, in the order of the log, each as it is stored, sealed: nothing is opened, and
 * what was changed goes into the evidence as it is, for the check to find.
 * @throws BrokenLog when the feed ends before what is signed; CorruptCommit, naming the place, when a commit is missing
 */
export const collectCommits = async (
  stored: Stored,
  { checkpoint }: SignedCheckpoint,
  collected: Collected,
): Promise<EvidenceCommit[]> => {
  const entries = await entriesOf(stored, checkpoint.size);
  const streams = [...Map.groupBy(entries, ({ stream }) => stream)];
  const found = new Map<string, ReadonlyMap<number, unknown>>();
  let commits = 0;
  await inParallel(streams, STREAMS_AT_ONCE, async ([stream, own]) => {
    found.set(stream, await storedStream(stored.commits, stream, own.at(-1)?.version ?? 0));
    commits += own.length;
    if (found.size % STREAMS_AT_ONCE === 0 || found.size === streams.length)
      collected(commits, entries.length);
  });
  return entries.map((entry) => evidenceOf(entry, found.get(entry.stream)?.get(entry.first_version)));
};
