import { EvidenceCommit } from '../../schemas/evidence.ts';
import type { CommitTable } from '../commit-table.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import type { Feed } from '../feed/feed.ts';
import { inParallel } from '../in-parallel.ts';
import { BrokenLog } from '../log/broken-log.ts';
import { feedPages, leafFactsOf } from '../log/feed-leaves.ts';
import type { LeafFacts } from '../log/leaf.ts';
import type { SignedCheckpoint } from '../log/signed-checkpoints.ts';
import { storedRun } from './stored-run.ts';

/** Where the history that a checkpoint counts lies. */
export interface Stored {
  readonly tenantId: string;
  readonly feed: Feed;
  readonly commits: CommitTable;
}

const STREAMS_AT_ONCE = 16;

const evidenceOf = ({ stream, first_version }: LeafFacts, raw: unknown): EvidenceCommit => {
  const place = { stream, version: first_version };
  if (raw === undefined) throw new CorruptCommit(place, 'the log counts it, and it is missing');
  const commit = EvidenceCommit.safeParse(raw);
  if (!commit.success) throw new CorruptCommit(place, 'it has not the attributes of a commit');
  return commit.data;
};

/** The commits of a page of the feed, in its order. */
const commitsOf = async (
  table: CommitTable,
  entries: readonly LeafFacts[],
): Promise<readonly EvidenceCommit[]> => {
  const streams = [...Map.groupBy(entries, ({ stream }) => stream)];
  const found = new Map<string, ReadonlyMap<number, unknown>>();
  await inParallel(streams, STREAMS_AT_ONCE, async ([stream, own]) => {
    found.set(stream, await storedRun(table, stream, own));
  });
  return entries.map((entry) => evidenceOf(entry, found.get(entry.stream)?.get(entry.first_version)));
};

/** Told after each page: for how many of the entries their commit was read. */
export type Collected = (commits: number, of: number) => void;

/**
 * The commits that a checkpoint counts, in the order of the log, page by page, each as it is stored, sealed: nothing is
 * opened, and what was changed goes into the evidence as it is, for the check to find.
 * @throws BrokenLog when the feed ends before what is signed; CorruptCommit, naming the place, when a commit is missing
 */
export async function* collectCommits(
  { tenantId, feed, commits: table }: Stored,
  { checkpoint: { size } }: SignedCheckpoint,
  collected: Collected,
): AsyncGenerator<readonly EvidenceCommit[]> {
  let read = 0;
  for await (const page of feedPages(feed, tenantId, { from: 0, to: size })) {
    const commits = await commitsOf(table, page.map(leafFactsOf));
    read += commits.length;
    collected(read, size);
    yield commits;
  }
  if (read < size) throw new BrokenLog(`feed ${read}`, 'the feed ends before an entry that is signed');
}
