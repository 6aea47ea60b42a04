import * as z from 'zod';
import type { RebuildAnswer } from '../../functions/views/rebuild-request.ts';
import { rebuildStep } from '../../functions/views/rebuild-step.ts';
import { project } from '../../projections/charts.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { GenerationTable } from '../../store/views/generation-table.ts';
import { SETTLE_MS } from '../../store/views/generations.ts';
import type { ViewParts } from '../../store/views/view-parts.ts';
import type { Process, Steps } from './process.ts';
import { ownGenerations, steppedCopies, steppedKeys, steppedStore } from './rebuild-ports.ts';
import { checkSwitch, type RebuildWorld, ZERO } from './rebuild-world.ts';

const START = { action: 'start', input: { view: 'charts', segments: 1, switch: true } };
const work = (part: string) => ({ action: 'work', generation: 1, part, segment: 0 });

/** What the state machine of rebuilds calls its function with, one call after the other, with a wait after the first. */
const CALLS: readonly unknown[] = [
  START,
  work('fill'),
  work('verify'),
  work('count'),
  { action: 'conclude', generation: 1 },
  { action: 'switch', generation: 1 },
];

/** A call does one page of work at most; and what is unfinished is called for again. */
const onePage = () => {
  let pages = 0;
  return () => {
    pages += 1;
    return pages === 1;
  };
};

const Next = z.int().default(0);

/** What the function of rebuilds works with; the copies are read to be switched to, so they have to be whole then. */
const partsOf = (steps: Steps<RebuildWorld>, store: EventStore, now: number): ViewParts => {
  const change: GenerationTable['change'] = (next) =>
    steps.step(`changes the copies to ${next.state}`, async (world) => {
      const changed = await world.generations.change(next);
      world.announced = true;
      if (next.state === 'switched') await checkSwitch(world);
      return changed;
    });
  return {
    table: { ...ownGenerations(steps), change },
    copies: steppedCopies(steps),
    keys: steppedKeys(steps),
    store: steppedStore(store, steps),
    project,
    now: () => new Date(ZERO + now),
  };
};

/** The number of the next call. */
const nextAfter = (at: number, answer: RebuildAnswer): number | undefined => {
  if ('problem' in answer) throw new Error(answer.problem);
  if (answer.kind === 'unfinished') return at;
  return at + 1 === CALLS.length ? undefined : at + 1;
};

const isSettled =
  (settle: number) =>
  ({ clock }: RebuildWorld): boolean =>
    clock >= settle;

/** The state machine of rebuilds: each call is one of a function that remembers nothing. It waits before the work. */
export const rebuildMachine = (store: EventStore, settle: number): Process<RebuildWorld> => ({
  name: 'rebuild',
  async run(steps, memory) {
    const at = Next.parse(memory);
    if (at === 1) await steps.step('has waited', () => undefined, isSettled(settle));
    const parts = partsOf(steps, store, at === 0 ? 0 : SETTLE_MS);
    return nextAfter(at, await rebuildStep(parts, CALLS[at], onePage()));
  },
});
