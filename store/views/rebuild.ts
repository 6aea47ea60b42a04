import { type Generations, unsettled } from './generations.ts';
import { workPage } from './page-work.ts';
import { added, NOTHING, type Part, type Progress } from './progress.ts';
import type { Site } from './site.ts';
import type { ViewParts } from './view-parts.ts';

/** A segment of a part of the work on the generation beside the live one; on that of this number only, if one is named. */
export interface Task {
  readonly part: Part;
  readonly segment: number;
  readonly generation?: number;
}

/** Work was asked for that the copies are in no state for, or not any more. */
export class NothingToDo extends Error {
  override readonly name = 'NothingToDo';
}

/** Work was asked for before everybody knows of the generation. */
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

const siteOf = async (parts: ViewParts, task: Task): Promise<Site> => {
  const copies = await parts.table.read();
  const { beside, state, segments } = copies;
  const { part, segment, generation = beside } = task;
  if (beside === undefined || beside !== generation || state !== STATE_OF[part])
    throw new NothingToDo(`The read model is ${state}: there is nothing to ${part}; look at its status.`);
  if (segment >= segments) throw new NothingToDo(`There is no segment ${segment} of ${segments}.`);
  const wait = unsettled(copies, parts.now());
  if (wait > 0) throw new TooEarly(`Not everybody knows of the generation yet; try again in ${wait} ms.`);
  return { ...parts, generation, copiesNow: copies };
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
 * Whoever works here is itself one who writes a generation: so the copies are read again before each page, and a
 * generation that was dropped meanwhile is not written to for longer than a page takes, which is less than SETTLE_MS.
 *
 * @throws TooEarly when the generation was announced less than SETTLE_MS ago
 * @throws NothingToDo when the copies are in another state, or come into one
 */
export const workOn = async (parts: ViewParts, task: Task, mayGoOn: () => boolean): Promise<Progress> => {
  const { generation, ...site } = await siteOf(parts, task);
  let progress = await progressOf({ ...site, generation }, task);
  while (!progress.done && mayGoOn()) {
    progress = await advanced(await siteOf(parts, { ...task, generation }), progress);
    await parts.table.save(progress);
  }
  return progress;
};
