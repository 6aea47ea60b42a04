import { memoryChartRows, type RowMemory } from '../memory-chart-rows.ts';
import { segmentOf } from '../segment-of.ts';
import type { ChartCopies, FoundRow } from './chart-copies.ts';

const nameOf = ({ tenant_id, id }: FoundRow): string => `${tenant_id}#${id}`;

const foundIn = (memory: RowMemory): FoundRow[] =>
  [...memory]
    .flatMap(([tenant_id, rows]) =>
      [...rows.values()].map(({ id, opened_at }) => ({ tenant_id, id, opened_at })),
    )
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** The generations of the read model of charts in memory, for tests and simulations. */
export const memoryChartCopies = ({ pageSize = 3 } = {}): ChartCopies => {
  const memories = new Map<number, RowMemory>();
  const memoryOf = (generation: number): RowMemory => {
    const memory = memories.get(generation) ?? new Map();
    memories.set(generation, memory);
    return memory;
  };
  return {
    of: (generation) => memoryChartRows(memoryOf(generation)),
    async page(generation, { segment, segments, token = '' }) {
      const rest = foundIn(memoryOf(generation)).filter(
        (row) => segmentOf(nameOf(row), segments) === segment && nameOf(row) > token,
      );
      const rows = rest.slice(0, pageSize);
      const last = rows.at(-1);
      return rest.length > pageSize && last ? { rows, token: nameOf(last) } : { rows };
    },
    async remove(generation, rows) {
      for (const { tenant_id, id } of rows) memoryOf(generation).get(tenant_id)?.delete(id);
    },
  };
};
