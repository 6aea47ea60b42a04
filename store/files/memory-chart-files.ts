import { type ChartFiles, filesOf } from './chart-files.ts';

/** Files of charts in memory, by their key and version, for tests and simulations. */
export const memoryChartFiles = (keys: Set<string>): ChartFiles => ({
  async removeAll(chart) {
    const own = [...keys].filter((key) => key.startsWith(filesOf(chart)));
    for (const key of own) keys.delete(key);
    return own.length;
  },
});
