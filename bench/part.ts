import type { Say } from '../local/steps.ts';
import type { Options } from './options.ts';
import type { Outcome } from './report/result.ts';

/** A measurement: it tells its progress, and cleans up after itself however it ends. */
export type Part = (options: Options, say: Say) => Promise<Outcome>;
