import * as z from 'zod';
import { Part } from '../../store/views/progress.ts';

/** The read models there are. */
export const ViewName = z.enum(['charts']);

/**
 * What the state machine of rebuilds is started with. `rebuild` begins one, or goes on with one that is under way, and
 * switches to it in the end only where it is told to; `discard` deletes the generation beside the live one.
 */
const RebuildInput = z.strictObject({
  view: ViewName,
  work: z.enum(['rebuild', 'discard']).default('rebuild'),
  segments: z.int().min(1).max(64).default(4),
  switch: z.boolean().default(false),
});
export type RebuildInput = z.input<typeof RebuildInput>;

const generation = z.int().min(0);

/** One call of the function by the machine; all but the first name the generation that they are about. */
export const RebuildStep = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('start'), input: RebuildInput }),
  z.strictObject({ action: z.literal('work'), generation, part: Part, segment: z.int().min(0) }),
  z.strictObject({ action: z.literal('conclude'), generation }),
  z.strictObject({ action: z.literal('switch'), generation }),
  z.strictObject({ action: z.literal('conclude_discard'), generation }),
]);
type RebuildStep = z.infer<typeof RebuildStep>;

/** One call of that action. */
export type StepOf<A extends RebuildStep['action']> = Extract<RebuildStep, { action: A }>;

/** What the machine goes on with after the start. */
interface Started {
  readonly kind: 'building' | 'ready' | 'discarding';
  readonly generation: number;
  /** The numbers of the segments, each worked on by a branch of its own. */
  readonly segments: readonly number[];
  /** Seconds until everybody knows of the generation. */
  readonly wait_seconds: number;
  readonly switch: boolean;
}

/** What the function answers; the machine goes by `kind`, and fails with the problem where there is one. */
export type RebuildAnswer =
  | Started
  | { readonly kind: 'done' | 'unfinished' }
  | { readonly kind: 'unlike' | 'refused'; readonly problem: string };
