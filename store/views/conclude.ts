import type { Generations } from './generations.ts';
import { added, NOTHING, type Part, type Progress, type Tally } from './progress.ts';
import { isNotNow, type NotNow, take } from './take.ts';
import type { ViewParts } from './view-parts.ts';

/** What all segments of a part found together, and whether all are done. */
export const totalOf = (all: readonly Progress[], part: Part, segments: number) => {
  const own = all.filter((each) => each.part === part);
  return {
    tally: own.map(({ tally }) => tally).reduce(added, NOTHING),
    done: own.filter(({ done }) => done).length === segments,
  };
};

/** What the comparison of the generation with the store came to. */
export interface Findings {
  readonly verify: Tally;
  /** Rows of the generation that were opened before the rebuild began, as they were counted in the view itself. */
  readonly early: number;
  readonly wrong: number;
}
export type Verdict =
  | { readonly kind: 'ready'; readonly findings: Findings }
  | { readonly kind: 'unlike'; readonly findings: Findings }
  | { readonly kind: 'unfinished' }
  | NotNow;

/** What was found, once all parts are done. */
const findingsOf = (all: readonly Progress[], segments: number): Findings | undefined => {
  const [fill, verify, count] = [
    totalOf(all, 'fill', segments),
    totalOf(all, 'verify', segments),
    totalOf(all, 'count', segments),
  ];
  if (!fill.done || !verify.done || !count.done) return undefined;
  const wrong = fill.tally.wrong + verify.tally.wrong;
  return { verify: verify.tally, early: count.tally.early, wrong };
};

const isAlike = ({ verify, early, wrong }: Findings): boolean =>
  wrong === 0 &&
  verify.streams === verify.rows &&
  verify.early === early &&
  verify.store_sum === verify.view_sum;

const isJudged = ({ state }: Generations): boolean => state === 'building' || state === 'ready';

/**
 * Judges the building generation when all its segments are filled, compared and counted: as many rows as streams, as
 * many in the view as in the store, and the same checksum of all rows as of folds that nothing was kept of. Then it is
 * `ready` to be switched to; otherwise it stays as it is, and what was found can be looked at until the work is done
 * again. Asked twice, it says the same.
 */
export const conclude = async (parts: ViewParts): Promise<Verdict> => {
  const copies = await parts.table.read();
  if (!isJudged(copies) || copies.beside === undefined) return { kind: 'not_now', copies };
  const findings = findingsOf(await parts.table.progress(copies.beside), copies.segments);
  if (!findings) return { kind: 'unfinished' };
  if (!isAlike(findings)) return { kind: 'unlike', findings };
  if (copies.state === 'ready') return { kind: 'ready', findings };
  const changed = await take(parts, 'verified');
  return isNotNow(changed) ? changed : { kind: 'ready', findings };
};

/**
 * Readies a rebuild that was broken off to be gone on with. One that was judged unlike is worked through anew, all of
 * it: what was wrong may be right by now. What is written stays written.
 */
export const reopen = async ({ table, now }: ViewParts, copies: Generations): Promise<void> => {
  const { state, beside, segments } = copies;
  if (state !== 'building' || beside === undefined) return;
  const all = await table.progress(beside);
  const findings = findingsOf(all, segments);
  if (!findings || isAlike(findings)) return;
  const at = now().toISOString();
  for (const { token: _, ...each } of all)
    await table.save({ ...each, done: false, tally: NOTHING, started: at, at });
};

/** Ends the deletion of a generation once all its segments are done: the read model is idle then. */
export const concludeDiscard = async (parts: ViewParts): Promise<Generations | NotNow> => {
  const copies = await parts.table.read();
  const all = copies.beside === undefined ? [] : await parts.table.progress(copies.beside);
  if (!totalOf(all, 'discard', copies.segments).done) return { kind: 'not_now', copies };
  return take(parts, 'discarded');
};
