import type { ChartRows } from '../../store/chart-rows.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { KeyScan } from '../../store/key-scan.ts';
import type { ChartCopies } from '../../store/views/chart-copies.ts';
import type { GenerationTable } from '../../store/views/generation-table.ts';
import type { Steps } from './process.ts';
import { COMMITS, type RebuildWorld } from './rebuild-world.ts';

type S = Steps<RebuildWorld>;

const chartIn = (id: string): string => `chart ${Number(id.slice(-12))}`;

/** A read of a row is apart once it is of the last version there is: nobody has any other to put in its place. */
const readsRow =
  ({ choose }: S, generation: number): ChartRows['get'] =>
  (tenantId, id) => {
    const run = ({ copies }: RebuildWorld) => copies.of(generation).get(tenantId, id);
    return choose(async (world) => {
      const apart = (await run(world))?.version === COMMITS;
      return [{ does: `reads ${chartIn(id)} of generation ${generation}`, run, apart }];
    });
  };

export const steppedCopies = ({ step, choose }: S): ChartCopies => ({
  of: (generation) => ({
    get: readsRow({ step, choose }, generation),
    put: (tenantId, row, replaced) =>
      step(
        `puts ${chartIn(row.id)} v${row.version} over v${replaced} of generation ${generation}`,
        ({ copies }) => copies.of(generation).put(tenantId, row, replaced),
      ),
    list: (tenantId, query) =>
      step(`lists generation ${generation}`, ({ copies }) => copies.of(generation).list(tenantId, query)),
  }),
  page: (generation, at) =>
    step(`counts a page of generation ${generation}`, ({ copies }) => copies.page(generation, at)),
  remove: (generation, rows) =>
    step(`removes rows of generation ${generation}`, ({ copies }) => copies.remove(generation, rows)),
});

/** Reads of what is appended are apart from the moment on at which there is nothing to append any more. */
const readsCommits = <T>({ choose }: S, does: string, run: (world: RebuildWorld) => Promise<T>): Promise<T> =>
  choose(({ stored }) => [{ does, run, apart: stored.size === COMMITS }]);

export const steppedKeys = (steps: S): KeyScan => ({
  page: (at, from) => readsCommits(steps, 'scans a page of keys', ({ keys }) => keys.page(at, from)),
  estimate: () => readsCommits(steps, 'estimates the keys', ({ keys }) => keys.estimate()),
});

/** Those of the store that views are made with; the others are never asked. */
export const steppedStore = (store: EventStore, steps: S): EventStore => ({
  ...store,
  load: (name, after) =>
    readsCommits(steps, `loads ${chartIn(name.id)} after v${after ?? 0}`, (world) =>
      world.store.load(name, after),
    ),
});

/** The generations as one sees them who does not change them. */
export const steppedGenerations = ({ step }: S): GenerationTable => ({
  read: () => step('reads the generations', ({ generations }) => generations.read()),
  change: (next) =>
    step(`changes the copies to ${next.state}`, ({ generations }) => generations.change(next)),
  progress: (generation) => step('reads the progress', ({ generations }) => generations.progress(generation)),
  save: (progress) => step('saves the progress', ({ generations }) => generations.save(progress)),
});

/** As `steppedGenerations`, for the only one who changes them: what they are to him changes with nobody else. */
export const ownGenerations = (steps: S): GenerationTable => {
  const own = <T>(does: string, run: (world: RebuildWorld) => Promise<T>): Promise<T> =>
    steps.choose(() => [{ does, run, apart: true }]);
  return {
    ...steppedGenerations(steps),
    read: () => own('reads the generations', ({ generations }) => generations.read()),
    progress: (generation) =>
      own('reads the progress', ({ generations }) => generations.progress(generation)),
    save: (progress) => own('saves the progress', ({ generations }) => generations.save(progress)),
  };
};
