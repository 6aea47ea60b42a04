import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import type { Machine } from './result.ts';

const GIB = 1024 ** 3;

/** This machine as a result names it: what makes it fast or slow, without host names or paths. */
export const thisMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memory_gib: Math.round(totalmem() / GIB),
  platform: `${platform()} ${arch()}`,
  node: process.versions.node,
  load_before: Math.round((loadavg()[0] ?? 0) * 10) / 10,
});
