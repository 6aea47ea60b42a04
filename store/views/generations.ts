import * as z from 'zod';
import { Instant } from '../../schemas/instant.ts';

/** A copy of a read model. Numbers are never given twice, so what is left of an old copy is never taken for a new one. */
const Generation = z.int().min(0);

const State = z.enum(['idle', 'building', 'ready', 'switched', 'discarding']);
type State = z.infer<typeof State>;

/**
 * Which copies of a read model there are: the `live` one, which is read, and at most one `beside` it, which is being
 * built, is ready, is kept to switch back to, or is being deleted. `last` is the highest number ever given, `segments`
 * how many parts the rebuild is worked on in, `since` when the state began, `rev` counts the changes.
 */
export const Generations = z.strictObject({
  rev: z.int().min(0),
  state: State,
  live: Generation,
  beside: Generation.optional(),
  last: Generation,
  segments: z.int().min(1).max(64),
  since: Instant,
});
export type Generations = z.infer<typeof Generations>;

/** What a read model is before anybody asked for a rebuild: generation 0, whose keys bear no number. */
export const FIRST: Generations = {
  rev: 0,
  state: 'idle',
  live: 0,
  last: 0,
  segments: 1,
  since: '1970-01-01T00:00:00.000Z',
};

/** What may be done in which state, and the state after it. What is not here is refused. */
const NEXT = {
  idle: { begin: 'building' },
  building: { verified: 'ready', drop: 'discarding' },
  ready: { switch: 'switched', drop: 'discarding' },
  switched: { switch_back: 'switched', drop: 'discarding' },
  discarding: { discarded: 'idle' },
} as const satisfies Record<State, Partial<Record<string, State>>>;

const exchanged = ({ live, beside = live }: Generations) => ({ live: beside, beside: live });

const CHANGES = {
  begin: ({ last }: Generations) => ({ beside: last + 1, last: last + 1 }),
  verified: () => ({}),
  switch: exchanged,
  switch_back: exchanged,
  drop: () => ({}),
  discarded: () => ({}),
};

/** A step in the life of a read model's copies. */
export type Step = keyof typeof CHANGES;

/** The copies after a step, or undefined where the state does not allow it. */
export const after = (now: Generations, step: Step, at: Date): Generations | undefined => {
  const steps: Partial<Record<Step, State>> = NEXT[now.state];
  const state = steps[step];
  if (state === undefined) return undefined;
  const { beside, ...rest } = { ...now, ...CHANGES[step](now) };
  const kept = state === 'idle' || beside === undefined ? {} : { beside };
  return { ...rest, ...kept, state, rev: now.rev + 1, since: at.toISOString() };
};

/** The copies that every new event is written to: one that is being deleted is not written to any more. */
export const written = ({ state, live, beside }: Generations): readonly number[] =>
  beside === undefined || state === 'discarding' ? [live] : [live, beside];

/** How long a reader or a projector goes on with what it read of the copies, in milliseconds. */
export const LIFETIME_MS = 5_000;

/**
 * How long after a change everybody knows of it and nobody still works as before: the lifetime of what was read, the
 * longest run of a function (10 s), and 5 s for clocks that differ.
 */
export const SETTLE_MS = LIFETIME_MS + 10_000 + 5_000;

/** Milliseconds until a change of the copies has reached everybody. */
export const unsettled = ({ since }: Generations, at: Date): number =>
  Math.max(0, Date.parse(since) + SETTLE_MS - at.getTime());
