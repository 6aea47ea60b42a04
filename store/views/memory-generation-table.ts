import type { GenerationTable } from './generation-table.ts';
import { FIRST, Generations } from './generations.ts';
import { Progress } from './progress.ts';

/** The copies of a read model in memory, for tests and simulations. */
export const memoryGenerationTable = (): GenerationTable => {
  let stored = FIRST;
  const kept = new Map<string, Progress>();
  return {
    read: async () => stored,
    async change(next) {
      if (next.rev !== stored.rev + 1) return 'stale';
      stored = Generations.parse(next);
      return 'changed';
    },
    progress: async (generation) => [...kept.values()].filter((each) => each.generation === generation),
    async save(progress) {
      const { generation, part, segment } = progress;
      kept.set([generation, part, segment].join('#'), Progress.parse(progress));
    },
  };
};
