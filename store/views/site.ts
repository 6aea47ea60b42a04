import type { Generations } from './generations.ts';
import type { ViewParts } from './view-parts.ts';

/** The generation that is worked on, and what the copies were when the work began. */
export interface Site extends ViewParts {
  readonly generation: number;
  readonly copiesNow: Generations;
}
