import * as z from 'zod';
import { project } from '../../projections/charts.ts';
import type { EventStore } from '../../store/event-store.ts';
import { catchUpCopies } from '../../store/views/catch-up-copies.ts';
import { Generations, LIFETIME_MS } from '../../store/views/generations.ts';
import { knownGenerations } from '../../store/views/known-generations.ts';
import type { Acts, Process, Steps } from './process.ts';
import { steppedCopies, steppedGenerations, steppedStore } from './rebuild-ports.ts';
import { type RebuildWorld, STREAM } from './rebuild-world.ts';

const Known = z.object({ asked: z.number(), answer: Generations });
type Known = z.infer<typeof Known>;

/** What was known for too long is never gone by again. */
const isFresh = ({ asked }: Known, now: number): boolean => now - asked < LIFETIME_MS;

/** The message that a projector is at, and when it began with it. */
interface Taken {
  readonly version: number;
  readonly at: number;
}
type Begun = Taken | 'ends' | 'forgets';

/** What a projector may do that is at nothing. */
const beginnings = (
  world: RebuildWorld,
  queue: number,
  known: Known | undefined,
): Acts<RebuildWorld, Begun> => {
  const [version] = world.queues[queue] ?? [];
  if (known && !isFresh(known, world.clock))
    return [{ does: 'has known it for too long', run: () => 'forgets', apart: true }];
  if (version === undefined) return [{ does: 'ends', run: () => 'ends', apart: true }];
  if (!world.stored.has(version)) return [];
  const take = (now: RebuildWorld) => {
    now.running.push(now.clock);
    return { version, at: now.clock };
  };
  return [{ does: `takes v${version}`, run: take }];
};

/** That a run ends and its message is gone keeps nobody from anything. */
const acknowledged = (world: RebuildWorld, queue: number, { version, at }: Taken): void => {
  world.running.splice(world.running.indexOf(at), 1);
  world.queues[queue]?.shift();
  world.done = Math.max(world.done, version);
};

/** The generations as a function knows them that has known them before; and what it knows then. */
const knowing = async (before: Known | undefined, steps: Steps<RebuildWorld>, at: number) => {
  let [now, last] = [before?.asked ?? at, before];
  const table = steppedGenerations(steps);
  const ask = async () => {
    last = { asked: at, answer: await table.read() };
    return last.answer;
  };
  let read = async () => before?.answer ?? ask();
  const known = knownGenerations({ ...table, read: () => read() }, () => now);
  if (before) await known();
  [now, read] = [at, ask];
  return { known, last: () => last };
};

/** A projector, which remembers for a while what it has read of the generations. */
export const projector = (store: EventStore, queue: number): Process<RebuildWorld> => ({
  name: `projector ${queue + 1}`,
  async run(steps, memory) {
    const before = Known.safeParse(memory).data;
    const begun = await steps.choose((world) => beginnings(world, queue, before));
    if (begun === 'ends') return undefined;
    if (begun === 'forgets') return 'nothing';
    const { known, last } = await knowing(before, steps, begun.at);
    const view = { store: steppedStore(store, steps), copies: steppedCopies(steps), project, known };
    await catchUpCopies(view, STREAM, begun.version);
    await steps.choose(() => [
      { does: 'acknowledges', run: (world) => acknowledged(world, queue, begun), apart: true },
    ]);
    return last() ?? 'nothing';
  },
});
