import type { ChartReads } from '../chart-rows.ts';
import type { ChartCopies } from './chart-copies.ts';
import type { Generations } from './generations.ts';

/**
 * The rows that readers see: always those of the live copy. A reader that does not know of a switch yet reads the copy
 * that was live before, which is kept up to date as long as it is kept at all.
 */
export const liveRows = (copies: ChartCopies, known: () => Promise<Generations>): ChartReads => {
  const live = async () => copies.of((await known()).live);
  return {
    get: async (tenantId, id) => (await live()).get(tenantId, id),
    list: async (tenantId, query) => (await live()).list(tenantId, query),
  };
};
