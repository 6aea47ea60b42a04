import type { BusEntry } from '../../schemas/commit.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import { streamKey } from '../stream-key.ts';
import { dueOf, overlapping, unnumbered } from './due.ts';
import { encodePage } from './encode-page.ts';
import { fedEarlier } from './fed-earlier.ts';
import type { FeedTable } from './feed-table.ts';
import { fitting } from './fit.ts';
import type { History } from './history.ts';
import { type KnownFeed, markOf, readOn, withAllMarked, withMarks, withPage } from './known-feed.ts';
import { decodePage, type Unnumbered } from './page.ts';

/** What an addition came to: the entries in order of `seq`, and by stream key why the commits of a stream are not there. */
export interface Fed {
  readonly entries: readonly FeedEntry[];
  readonly failed: ReadonlyMap<string, unknown>;
}

/** Gives commits their places in their tenant's feed. */
export interface Sequencer {
  /**
   * Adds commits of one tenant, told in any order and however often. The answer has an entry for each told commit, new
   * or fed before, and for those that the bus had lost in between. Throws FeedBusy when others were faster every time.
   */
  add(tenantId: string, told: readonly BusEntry[]): Promise<Fed>;
}

/** Others were faster at every attempt; adding the commits again may succeed. */
export class FeedBusy extends Error {
  override readonly name = 'FeedBusy';
}

const ATTEMPTS = 25;

interface Parts {
  readonly table: FeedTable;
  readonly history: History;
  /**
   * Is told of commits that the bus has not told of, before they are fed, and has them told. Without it they would be
   * nobody's to hand on, should whoever feeds them break off between the two: what was told comes again, and they do not.
   */
  untold(entries: readonly BusEntry[]): Promise<void>;
  /** After so many entries their streams' marks are written: whoever knows nothing of a feed reads no more of them. */
  readonly entriesUnmarked?: number;
  /** What a process remembers of feeds, by tenant. */
  readonly remembered?: Map<string, KnownFeed>;
}
type Told = ReadonlyMap<string, readonly BusEntry[]>;
interface Due {
  readonly due: readonly BusEntry[];
  readonly failed: Map<string, unknown>;
}

/** What one look at the feed came to; `all` is what was told and what was missed. */
interface Looked extends Due {
  readonly told: Told;
  readonly known: KnownFeed;
  readonly all: readonly BusEntry[];
}

/** An addition on its way: what is to be there, what is already, and how often others may be faster still. */
interface Run {
  readonly tenantId: string;
  readonly all: readonly BusEntry[];
  readonly added: readonly FeedEntry[];
  readonly tries: number;
}

/** One stream that cannot be read keeps no other out of the feed. */
const allDue = async (history: History, told: Told, known: KnownFeed): Promise<Due> => {
  const failed = new Map<string, unknown>();
  const due: BusEntry[] = [];
  for (const [stream, entries] of told)
    await dueOf(history, entries, markOf(known, stream).version).then(
      (found) => due.push(...found),
      (error: unknown) => failed.set(stream, error),
    );
  return { due, failed };
};

/** What was told and not added now, each once, of the streams that can be read. */
const leftOf = (
  told: Told,
  added: readonly FeedEntry[],
  failed: ReadonlyMap<string, unknown>,
): BusEntry[] => {
  const readable = [...told].filter(([stream]) => !failed.has(stream)).flatMap(([, entries]) => entries);
  const left = new Map(readable.map((entry) => [placeOf(entry), entry] as const));
  for (const entry of added) left.delete(placeOf(entry));
  return [...left.values()];
};

/** What of the due commits nobody told. */
const untoldOf = (due: readonly BusEntry[], told: readonly BusEntry[]): readonly BusEntry[] => {
  const places = new Set(told.map(placeOf));
  return due.filter((entry) => !places.has(placeOf(entry)));
};

const bySeq = (a: FeedEntry, b: FeedEntry) => a.seq - b.seq;

/** Tenants whose feeds a process remembers. */
const MOST_TENANTS = 200;

/**
 * A sequencer over a feed's table. Any number of them may work on one feed; a page is put under the number that its
 * first entry gets, or not at all:
 *
 *   A  knows pages 0…6 ── c1 is at v0 ──────────── page 7 [c1 v1] ✓
 *   B  knows pages 0…6 ── c1 is at v0, c2 at v3 ──────── page 7 [c1 v1, c2 v4] ✗ taken
 *   B  reads page 7 ───── c1 is at v1, c2 at v3 ────────────── page 8 [c2 v4] ✓  (c1 v1 was fed by A)
 *
 * How far each stream is fed follows from the pages, and who puts page 8 knows all up to 7: so no commit is fed twice, no
 * number is given twice, and none is left out. So that nobody has to read all pages, the marks that follow from them are
 * written to the table now and then, and the next page says up to where that was done:
 *
 *   pages 0 … 41 [marked 0] ── marks of 0 … 41 written ── page 42 [marked 42] ── 43 … : marks, and pages from 42 on
 *
 * Whoever breaks off between the two has written marks that are true, and said nothing of them.
 */
export const sequencer = ({
  table,
  history,
  untold,
  entriesUnmarked = 500,
  remembered = new Map(),
}: Parts): Sequencer => {
  const remember = (known: KnownFeed): void => {
    remembered.delete(known.tenantId);
    remembered.set(known.tenantId, known);
    if (remembered.size > MOST_TENANTS) remembered.delete(remembered.keys().next().value ?? '');
  };

  /** Adds as much of what is due as one page takes; nothing where others were faster. */
  const addPage = async (
    found: KnownFeed,
    due: readonly [Unnumbered, ...Unnumbered[]],
  ): Promise<readonly FeedEntry[]> => {
    const isLong = found.next - found.marked >= entriesUnmarked;
    const known = isLong ? await withAllMarked(table, found) : found;
    const item = encodePage(known, fitting(due));
    if ((await table.put(item)) === 'taken') return [];
    const page = decodePage(item);
    remember(withPage(known, page));
    return page.entries;
  };

  /** What is due of all that was told, each of it now somebody's to hand on. */
  const look = async (tenantId: string, all: readonly BusEntry[]): Promise<Looked> => {
    const told = Map.groupBy(all, streamKey);
    const now = await readOn(table, tenantId, remembered.get(tenantId));
    const known = await withMarks(table, now, [...told.keys()]);
    remember(known);
    const { due, failed } = await allDue(history, told, known);
    const missed = untoldOf(due, all);
    if (missed.length > 0) await untold(missed);
    return { told, known, due, failed, all: [...all, ...missed] };
  };

  /** The answer, once nothing is due any more. */
  const answer = async ({ told, known, failed }: Looked, added: readonly FeedEntry[]): Promise<Fed> => {
    const again = await fedEarlier(table, leftOf(told, added, failed), known);
    const lost = again.lost.map((entry) => [streamKey(entry), overlapping(entry)] as const);
    return { entries: [...added, ...again.found].sort(bySeq), failed: new Map([...failed, ...lost]) };
  };

  const addOn = async ({ tenantId, all, added, tries }: Run): Promise<Fed> => {
    if (tries === 0)
      throw new FeedBusy(`The feed of ${tenantId} was taken ${ATTEMPTS} times; add the commits again.`);
    const looked = await look(tenantId, all);
    const [first, ...rest] = looked.due.map(unnumbered);
    const page = first ? await addPage(looked.known, [first, ...rest]) : [];
    const now = [...added, ...page];
    if (page.length === looked.due.length) return answer(looked, now);
    return addOn({ tenantId, all: looked.all, added: now, tries: page.length > 0 ? ATTEMPTS : tries - 1 });
  };

  return { add: (tenantId, all) => addOn({ tenantId, all, added: [], tries: ATTEMPTS }) };
};

const placeOf = (entry: Pick<BusEntry, 'tenant_id' | 'category' | 'id' | 'first_version'>): string =>
  `${streamKey(entry)}#${entry.first_version}`;
