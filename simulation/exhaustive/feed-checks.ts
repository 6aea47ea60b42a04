import { fedVersionsOf } from '../../store/feed/fed-versions.ts';
import { type Feed, feed } from '../../store/feed/feed.ts';
import type { FeedTable } from '../../store/feed/feed-table.ts';
import type { Fed } from '../../store/feed/sequencer.ts';
import { streamKey } from '../../store/stream-key.ts';
import { A1, ALL, B1, type FeedWorld, type Message, nameOf, namesOf, TENANT } from './feed-world.ts';

const hasPlace = async (
  read: Feed['read'],
  { seq, ...entry }: { seq: number; id: string; first_version: number },
) => {
  const [found] = await read(TENANT, seq - 1, 1);
  return found !== undefined && found.seq === seq && nameOf(found) === nameOf(entry);
};

/** Throws where an answer lacks a told commit, or has one otherwise than at its number in the feed. */
export const checkAnswer = async (table: FeedTable, told: Message, { entries, failed }: Fed) => {
  if (failed.size > 0) throw new Error(`It could not feed ${[...failed.keys()].join(', ')}.`);
  const missing = told.filter((entry) => !entries.some((fed) => nameOf(fed) === nameOf(entry)));
  if (missing.length > 0) throw new Error(`The answer lacks ${namesOf(missing)}.`);
  for (const [at, entry] of entries.entries()) {
    if (entry.seq <= (entries[at - 1]?.seq ?? -1)) throw new Error('The answer is not in order.');
    if (!(await hasPlace(feed(table).read, entry)))
      throw new Error(`The answer has ${nameOf(entry)} at ${entry.seq}, the feed has not.`);
  }
};

/** Throws where the feed is not whole: numbered without a gap, each commit once, in the order of its stream. */
export const judge = async ({ table }: FeedWorld): Promise<void> => {
  const entries = await feed(table).read(TENANT, -1, 100);
  const names = namesOf(entries);
  const gapless = entries.every(({ seq }, at) => seq === at);
  const once = [...names.split(', ')].sort().join() === [...ALL.map(nameOf)].sort().join();
  if (!gapless || !once || names.indexOf('A1') > names.indexOf('A2'))
    throw new Error(`The feed holds ${entries.map(({ seq }) => seq).join()}: ${names}.`);
  const fed = await fedVersionsOf(table)([A1, B1].map(streamKey));
  if (fed.get(streamKey(A1)) !== 2 || fed.get(streamKey(B1)) !== 1)
    throw new Error(`The streams are fed up to ${[...fed.values()].join(', ')}.`);
};
