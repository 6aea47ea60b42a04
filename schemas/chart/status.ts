import * as z from 'zod';

/** A chart's lifecycle; which change is allowed to whom is the table in `domain/chart-lifecycle.ts`. */
export const ChartStatus = z.enum(['draft', 'in_progress', 'ready_for_review', 'completed', 'locked']);
export type ChartStatus = z.infer<typeof ChartStatus>;
