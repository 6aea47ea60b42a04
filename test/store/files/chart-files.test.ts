import { memoryChartFiles } from '../../../store/files/memory-chart-files.ts';
import { chartFilesContract } from './chart-files.contract.ts';

chartFilesContract('Memory', () => {
  const kept = new Set<string>();
  return {
    files: memoryChartFiles(kept),
    put: async (key) => void kept.add(key),
    remove: async (key) => void kept.delete(key),
    keys: async (prefix) => [...kept].filter((key) => key.startsWith(prefix)),
  };
});
