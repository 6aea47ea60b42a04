import { after, type Generations, type Step, unsettled } from './generations.ts';
import { workPage } from './page-work.ts';
import { added, NOTHING, type Part, type Progress, type Tally } from './progress.ts';
import type { Site } from './site.ts';
import type { ViewParts } from './view-parts.ts';

/** A step that the state of the copies does not allow, or that somebody else took first. */
export interface NotNow {
  readonly kind: 'not_now';
  readonly copies: Generations;
}

/** Whether a step was refused. */
export const isNotNow = (answer: Generations | NotNow): answer is NotNow => 'kind' in answer;

/** Takes a step in the life of the copies: the copies after it, or what they are where it cannot be taken. */
export const take = async (
  { table, now }: ViewParts,
  step: Step,
  segments?: number,
): Promise<Generations | NotNow> => {
  const copies = await table.read();
  const next = after(copies, step, now());
  if (!next) return { kind: 'not_now', copies };
  const changed = segments === undefined ? next : { ...next, segments };
  if ((await table.change(changed)) === 'changed') return changed;
  return { kind: 'not_now', copies: await table.read() };
};

/** A segment of a part of the work on the generation beside the live one. */
export interface Task {
  readonly part: Part;
  readonly segment: number;
}

/** Work was asked for that the copies are not ready for: before everybody knows of them, or in another state. */
class TooEarly extends Error {
  override readonly name = 'TooEarly';
}

/** In which state of the copies a part is worked on. */
const STATE_OF: Record<Part, Generations['state']> = {
  fill: 'building',
  verify: 'building',
  count: 'building',
  discard: 'discarding',
};

const siteOf = async (parts: ViewParts, { part, segment }: Task): Promise<Site> => {
  const copies = await parts.table.read();
  const { beside, state, segments } = copies;
  if (beside === undefined || state !== STATE_OF[part])
    throw new TooEarly(`The read model is ${state}: there is nothing to ${part}; look at its status.`);
  if (segment >= segments) throw new TooEarly(`There is no segment ${segment} of ${segments}.`);
  const wait = unsettled(copies, parts.now());
  if (wait > 0) throw new TooEarly(`Not everybody knows of the generation yet; try again in ${wait} ms.`);
  return { ...parts, generation: beside, copiesNow: copies };
};

const begun = (site: Site, { part, segment }: Task): Progress => {
  const at = site.now().toISOString();
  const { generation } = site;
  return { generation, part, segment, done: false, tally: NOTHING, started: at, at };
};

const progressOf = async (site: Site, task: Task): Promise<Progress> => {
  const all = await site.table.progress(site.generation);
  return all.find(({ part, segment }) => part === task.part && segment === task.segment) ?? begun(site, task);
};

const advanced = async (site: Site, { token: before, ...progress }: Progress): Promise<Progress> => {
  const { segments } = site.copiesNow;
  const { part, segment } = progress;
  const { tally, token } = await workPage(part, site, { segment, segments, token: before });
  const so_far = added(progress.tally, tally);
  const next = { ...progress, tally: so_far, done: token === undefined, at: site.now().toISOString() };
  return token === undefined ? next : { ...next, token };
};

/**
 * Works on one segment page by page as long as `mayGoOn`, and keeps after each page how far it is: whoever calls again,
 * after a crash too, goes on there. A page that was worked on and not kept is worked on again, which changes nothing.
 *
 * Why no event is lost though commands go on meanwhile. Let B be the moment the generation is announced (state
 * `building`) and L how long a projector goes on with what it knows:
 *
 *   time      B ───────────────── B+L ───────── B+SETTLE ── scan of the segment ──────────────► switch
 *   projector │ live, or both     │ live and building, always …
 *   commit x  appended and projected by one who knew of `live` only: before B+L, so before the scan, which reads the
 *             table strongly consistent: it comes past x's stream and folds it to a version of at least x.
 *   commit y  projected by one who knows of both: written to both; the message is not done before both are.
 *   both      of the same row at once: a row is put only over the version it was read at, and whoever is refused reads
 *             again; a row never goes back, so their order does not matter.
 *
 * So each commit is in the building generation by the scan, by the projector, or by both. The same holds the other way
 * around after the switch: both copies are written until one is dropped, so switching back loses nothing either.
 *
 * @throws TooEarly when the generation was announced less than SETTLE_MS ago, or the copies are in another state
 */
export const workOn = async (parts: ViewParts, task: Task, mayGoOn: () => boolean): Promise<Progress> => {
  const site = await siteOf(parts, task);
  let progress = await progressOf(site, task);
  while (!progress.done && mayGoOn()) {
    progress = await advanced(site, progress);
    await site.table.save(progress);
  }
  return progress;
};

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

const isAlike = ({ verify, early, wrong }: Findings): boolean =>
  wrong === 0 &&
  verify.streams === verify.rows &&
  verify.early === early &&
  verify.store_sum === verify.view_sum;

/** Begins the comparison anew: what was wrong may be right by then. */
const forget = async ({ table, now }: ViewParts, all: readonly Progress[]): Promise<void> => {
  const at = now().toISOString();
  for (const { token: _, ...each } of all)
    await table.save({ ...each, done: false, tally: NOTHING, started: at, at });
};

/**
 * Judges the building generation when all its segments are filled, compared and counted: as many rows as streams, as
 * many in the view as in the store, and the same checksum of all rows as of folds that nothing was kept of. Then it is
 * `ready` to be switched to; otherwise it stays as it is, and the work can be done again.
 */
export const conclude = async (parts: ViewParts): Promise<Verdict> => {
  const copies = await parts.table.read();
  const { state, beside, segments } = copies;
  if (state !== 'building' || beside === undefined) return { kind: 'not_now', copies };
  const all = await parts.table.progress(beside);
  const [fill, verify, count] = (['fill', 'verify', 'count'] as const).map((part) =>
    totalOf(all, part, segments),
  );
  if (!fill?.done || !verify?.done || !count?.done) return { kind: 'unfinished' };
  const wrong = fill.tally.wrong + verify.tally.wrong;
  const findings = { verify: verify.tally, early: count.tally.early, wrong };
  if (!isAlike(findings)) {
    await forget(parts, all);
    return { kind: 'unlike', findings };
  }
  const changed = await take(parts, 'verified');
  return isNotNow(changed) ? changed : { kind: 'ready', findings };
};

/** Ends the deletion of a generation once all its segments are done: the read model is idle then. */
export const concludeDiscard = async (parts: ViewParts): Promise<Generations | NotNow> => {
  const copies = await parts.table.read();
  const all = copies.beside === undefined ? [] : await parts.table.progress(copies.beside);
  if (!totalOf(all, 'discard', copies.segments).done) return { kind: 'not_now', copies };
  return take(parts, 'discarded');
};
