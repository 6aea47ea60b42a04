import type * as z from 'zod';
import type { EventOf } from '../schemas/catalogue.ts';
import type { Category } from '../schemas/stream.ts';

/**
 * How events become a state. `fold_version` is raised with every change of what `evolve` gives or of the state's
 * shape: snapshots of another version are skipped. `state` is the shape of what a snapshot holds, its PHI tagged.
 */
export interface Fold<C extends Category, S> {
  readonly fold_version: number;
  readonly state: z.ZodType<S>;
  readonly initial: S;
  evolve(state: S, event: EventOf<C>): S;
}
