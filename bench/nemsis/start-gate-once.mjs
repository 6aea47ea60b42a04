/**
 * Starts a bundled gate and has it judge two reports, the first one twice; run in a fresh process, with nothing imported
 * besides.
 *
 *   node start-gate-once.mjs <bundle> <file> <another file> [<folder of packs>]
 *
 * Prints one line of JSON: milliseconds of the import and of each verdict, CPU milliseconds of import and first verdict,
 * and the memory after it.
 */
import { readFileSync } from 'node:fs';

const [bundle, file, another, packs] = process.argv.slice(2);
const [report, other] = [readFileSync(file), readFileSync(another)];
const before = process.cpuUsage();
const began = performance.now();
const { openGate } = await import(bundle);
const import_ms = performance.now() - began;
const gate = openGate(packs);

const judge = async (bytes) => {
  const start = performance.now();
  const { valid } = await gate(bytes);
  if (!valid) throw new Error('A certification case is not judged as valid.');
  return performance.now() - start;
};

const first_ms = await judge(report);
const { user, system } = process.cpuUsage(before);
const rss_mb = process.memoryUsage().rss / 1e6;
const other_ms = await judge(other);
const again_ms = await judge(report);
console.log(
  JSON.stringify({ import_ms, first_ms, cpu_ms: (user + system) / 1000, rss_mb, other_ms, again_ms }),
);
