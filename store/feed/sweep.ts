import type { BusEntry } from '../../schemas/commit.ts';
import { StreamName } from '../../schemas/stream.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import type { CommitKey, CommitPlace, KeyScan, Segment } from '../key-scan.ts';
import { keyParts } from '../stream-key.ts';
import { fedVersionsOf } from './fed-versions.ts';
import type { FeedTable } from './feed-table.ts';
import type { History } from './history.ts';

/** What one sweep, or a part of it so far, came to. */
export interface Swept {
  readonly commits: number;
  readonly streams: number;
  /** Streams of which the feed lacked something. */
  readonly behind: number;
  /** Commits that were told to the bus. */
  readonly told: number;
}

const NOTHING_SWEPT: Swept = { commits: 0, streams: 0, behind: 0, told: 0 };

/** The sum of two parts of a sweep. */
const sweptTogether = (a: Swept, b: Swept): Swept => ({
  commits: a.commits + b.commits,
  streams: a.streams + b.streams,
  behind: a.behind + b.behind,
  told: a.told + b.told,
});

/** What a sweep works on, and whom it tells. */
export interface SweepParts {
  readonly keys: Pick<KeyScan, 'page'>;
  readonly table: FeedTable;
  readonly history: History;
  /** Sweeps this tenant alone. */
  readonly tenantId?: string;
  /** Tells the bus; whoever listens drops what it was told before. */
  tell(entries: readonly BusEntry[]): Promise<void>;
  /** Is told of each stream that cannot be read, and what is wrong with it. */
  broken(error: CorruptCommit): void;
}

const missingOf = async (history: History, stream: string, fed: number): Promise<BusEntry[]> => {
  const found: BusEntry[] = [];
  for await (const entry of history.after(StreamName.parse(keyParts(stream)), fed)) found.push(entry);
  return found;
};

/** Each stream's last version on a page of places. */
const lastVersions = (places: readonly CommitPlace[]): Map<string, number> => {
  const versions = new Map<string, number>();
  for (const { pk, last } of places) versions.set(pk, Math.max(last, versions.get(pk) ?? 0));
  return versions;
};

const isOf =
  (tenantId: string | undefined) =>
  ({ pk }: CommitKey) =>
    tenantId === undefined || pk.startsWith(`${tenantId}#`);

/** Tells what the feed lacks of one stream; a stream that cannot be read keeps no other from being swept. */
const tellMissing = async (parts: SweepParts, stream: string, fed: number): Promise<number> => {
  try {
    const missing = await missingOf(parts.history, stream, fed);
    await parts.tell(missing);
    return missing.length;
  } catch (error) {
    if (!(error instanceof CorruptCommit)) throw error;
    parts.broken(error);
    return 0;
  }
};

/**
 * Compares one part of the store with the feed, stream by stream, and tells the bus of every commit that the feed lacks:
 * those that fell out of the table's stream, which forgets after a day, while the publisher was down. Gives what each
 * page came to. A stream is told to its end at once, so where it goes on over the next page it is not told again.
 */
async function* sweepSegment(parts: SweepParts, part: Segment): AsyncGenerator<Swept> {
  const fedVersions = fedVersionsOf(parts.table);
  let from: CommitKey | undefined;
  let seen = '';
  let done = '';
  do {
    const page = await parts.keys.page(part, from);
    const own = page.items.filter(isOf(parts.tenantId));
    const last = lastVersions(own);
    const fed = await fedVersions([...last.keys()]);
    const fedOf = (stream: string) => fed.get(stream) ?? 0;
    const behind = [...last].filter(([stream, version]) => stream !== done && fedOf(stream) < version);
    let told = 0;
    for (const [stream] of behind) told += await tellMissing(parts, stream, fedOf(stream));
    const streams = last.size - (last.has(seen) ? 1 : 0);
    yield { commits: own.length, streams, behind: behind.length, told };
    seen = [...last.keys()].at(-1) ?? seen;
    done = behind.at(-1)?.[0] ?? done;
    from = page.next;
  } while (from !== undefined);
}

/** Sweeps the whole store in parallel parts, and tells after each page how far it is. */
export const sweep = async (
  parts: SweepParts,
  segments: number,
  progress: (sofar: Swept) => void = () => undefined,
): Promise<Swept> => {
  let all = NOTHING_SWEPT;
  const each = async (segment: number) => {
    for await (const swept of sweepSegment(parts, { segment, segments })) {
      all = sweptTogether(all, swept);
      progress(all);
    }
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => each(segment)));
  return all;
};
