import type { BusEntry } from '../../schemas/commit.ts';
import type { FeedEntry } from '../../schemas/feed.ts';
import { streamKey } from '../stream-key.ts';
import { dueOf, overlapping, unnumbered } from './due.ts';
import { fedEarlier } from './fed-earlier.ts';
import { feed } from './feed.ts';
import { type FeedTable, type Mark, UNFED } from './feed-table.ts';
import { fitting } from './fit.ts';
import type { History } from './history.ts';
import { encodePage, type Unnumbered } from './page.ts';

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
}
type Told = ReadonlyMap<string, readonly BusEntry[]>;
interface Due {
  readonly due: readonly BusEntry[];
  readonly failed: Map<string, unknown>;
}

/** What one look at the marks came to; `all` is what was told and what was missed. */
interface Looked extends Due {
  readonly told: Told;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly all: readonly BusEntry[];
}

/** One stream that cannot be read keeps no other out of the feed. */
const allDue = async (history: History, told: Told, marks: ReadonlyMap<string, Mark>): Promise<Due> => {
  const failed = new Map<string, unknown>();
  const due: BusEntry[] = [];
  for (const [stream, entries] of told) {
    const { version } = marks.get(stream) ?? UNFED;
    await dueOf(history, entries, version).then(
      (found) => due.push(...found),
      (error: unknown) => failed.set(stream, error),
    );
  }
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

/**
 * A sequencer over a feed's table. Any number of them may work on one feed; a page is put under the number that its
 * first entry gets, and together with the marks of its streams, or not at all:
 *
 *   A  marks c1:0 ── head 7 ──────────── page 7 [c1 v1] + mark c1 0→1 ✓
 *   B  marks c1:0, c2:3 ── head 7 ───────────── page 7 [c1 v1, c2 v4] + marks ✗ page 7 is taken
 *   B  marks c1:1, c2:3 ── head 8 ───────────────────── page 8 [c2 v4] + mark c2 3→4 ✓  (c1 v1 was fed by A)
 *
 * Marks are read before the head. Had B read c1:0 and then head 8, the condition on the mark would refuse it: so no
 * commit is fed twice, no number is given twice, and none is left out.
 */
export const sequencer = ({ table, history, untold }: Parts): Sequencer => {
  const { head } = feed(table);

  /** Adds as much of what is due as one page takes. */
  const addPage = async (
    tenantId: string,
    due: readonly [Unnumbered, ...Unnumbered[]],
    marks: ReadonlyMap<string, Mark>,
  ): Promise<FeedEntry[]> => {
    const first = await head(tenantId);
    const entries = fitting(due);
    const { item, steps } = encodePage(first, entries, marks);
    if ((await table.add(item, steps)) === 'conflict') return [];
    return entries.map((entry, at) => ({ ...entry, seq: first + at }));
  };

  /** What is due of all that was told, each of it now somebody's to hand on. */
  const look = async (all: readonly BusEntry[]): Promise<Looked> => {
    const told = Map.groupBy(all, streamKey);
    const marks = await table.marks([...told.keys()]);
    const { due, failed } = await allDue(history, told, marks);
    const missed = untoldOf(due, all);
    if (missed.length > 0) await untold(missed);
    return { told, marks, due, failed, all: [...all, ...missed] };
  };

  /** The answer, once nothing is due any more. */
  const answer = async ({ told, marks, failed }: Looked, added: readonly FeedEntry[]): Promise<Fed> => {
    const again = await fedEarlier(table, leftOf(told, added, failed), marks);
    const lost = again.lost.map((entry) => [streamKey(entry), overlapping(entry)] as const);
    return { entries: [...added, ...again.found].sort(bySeq), failed: new Map([...failed, ...lost]) };
  };

  return {
    async add(tenantId, entries) {
      let all = entries;
      const added: FeedEntry[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; ) {
        const looked = await look(all);
        const [first, ...rest] = looked.due.map(unnumbered);
        if (!first) return answer(looked, added);
        const page = await addPage(tenantId, [first, ...rest], looked.marks);
        added.push(...page);
        attempt = page.length > 0 ? 0 : attempt + 1;
        all = looked.all;
      }
      throw new FeedBusy(`The feed of ${tenantId} was taken ${ATTEMPTS} times; add the commits again.`);
    },
  };
};

const placeOf = (entry: Pick<BusEntry, 'tenant_id' | 'category' | 'id' | 'first_version'>): string =>
  `${streamKey(entry)}#${entry.first_version}`;
