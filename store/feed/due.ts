import type { BusEntry } from '../../schemas/commit.ts';
import { feedNamesOf } from '../../schemas/feed.ts';
import { CorruptCommit } from '../corrupt-commit.ts';
import { streamKey } from '../stream-key.ts';
import type { History } from './history.ts';
import type { Unnumbered } from './page.ts';

/** What the feed keeps of a commit, before it has a number. */
export const unnumbered = (entry: BusEntry): Unnumbered => {
  const { command_id: _, correlation_id: __, causation_id: ___, ...told } = entry;
  return { ...told, type: feedNamesOf(entry) };
};

/** The commits of the store from a version up to where the told one begins, which must be there. */
const missing = async (history: History, told: BusEntry, version: number): Promise<BusEntry[]> => {
  const found: BusEntry[] = [];
  let at = version;
  for await (const commit of history.after(told, version)) {
    if (commit.first_version >= told.first_version) break;
    found.push(commit);
    at = commit.version;
  }
  if (at === told.first_version - 1) return found;
  throw new CorruptCommit(
    { stream: streamKey(told), version: at + 1 },
    'the feed needs it, and it is missing',
  );
};

/** A told commit whose versions are in the feed, but not as one commit that begins there. */
export const overlapping = (told: BusEntry) =>
  new CorruptCommit(
    { stream: streamKey(told), version: told.first_version },
    'the bus tells of it otherwise than the feed has it',
  );

/**
 * What of one stream is due for the feed, in the order of its versions: the told commits after the version that is fed,
 * and from the store those between, which the bus has lost or not told yet. What is fed already is dropped.
 */
export const dueOf = async (
  history: History,
  told: readonly BusEntry[],
  fed: number,
): Promise<readonly BusEntry[]> => {
  const due: BusEntry[] = [];
  let version = fed;
  for (const entry of told.toSorted((a, b) => a.first_version - b.first_version)) {
    if (entry.version <= version) continue;
    if (entry.first_version <= version) throw overlapping(entry);
    if (entry.first_version > version + 1) due.push(...(await missing(history, entry, version)));
    due.push(entry);
    version = entry.version;
  }
  return due;
};
