import { gateOf } from '../../adapters/nemsis-xml/gate.ts';
import { folderPackStore } from '../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { builtIn, dictionaryOf, NEWEST_RELEASE } from '../../schemas/nemsis/releases.ts';
import { certificationCases } from './certification-cases.ts';
import { written } from './stages.ts';

/**
 * Writes and judges certification cases one after the other, in a process that `throughput.ts` starts: says `ready` when
 * it is warm, and for each number of milliseconds that it is sent how many reports it did in them,
 * its CPU time for them, and its memory then: all that it took of the machine, and what of it is in use.
 *
 *   node --expose-gc report-worker.ts <folder of the official material> <folder of packs>
 */
const WARM_UP = 100;

const [material = '', packs = ''] = process.argv.slice(2);
const dictionary = builtIn(dictionaryOf, NEWEST_RELEASE, 'EMS');
const cases = certificationCases(material, dictionary);
const gate = gateOf({
  packs: folderPackStore(packs),
  own: {},
  now: () => new Date(),
  elapsed: () => performance.now(),
});

const doOne = async (n: number): Promise<void> => {
  const each = cases[n % cases.length];
  if (!each) throw new Error('There is no certification case.');
  const { valid } = await gate(written(each.report, dictionary));
  if (!valid) throw new Error(`${each.name} is not judged as valid.`);
};

for (let n = 0; n < WARM_UP; n += 1) await doOne(n);

process.on('message', async (ms: unknown) => {
  const end = performance.now() + Number(ms);
  const before = process.cpuUsage();
  let reports = 0;
  while (performance.now() < end) {
    await doOne(reports);
    reports += 1;
  }
  const { user, system } = process.cpuUsage(before);
  const { rss } = process.memoryUsage();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({
    reports,
    cpu_ms: (user + system) / 1000,
    rss_mb: rss / 1e6,
    live_mb: (heapUsed + external) / 1e6,
  });
});
process.send?.('ready');
