import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const SCHEMA = 'official/XSDs/NEMSIS_EMS_XSDs/EMSDataSet_v3.xsd';
/** What `--repeat` does. */
const REPEATS = 100;

const took = (args: readonly string[]): number => {
  const began = performance.now();
  const { status, stderr } = spawnSync('xmllint', [...args], { encoding: 'utf8' });
  const ms = performance.now() - began;
  if (status !== 0) throw new Error(`xmllint refuses a certification case: ${stderr.slice(0, 500)}`);
  return ms;
};

/** Whether there is an xmllint on the PATH. */
export const hasXmllint = (): boolean => spawnSync('xmllint', ['--version']).status === 0;

/**
 * Milliseconds that xmllint takes to parse a file and judge it by the published schema. It judges the file a hundred
 * times and once more by itself: the difference is without its start and without the compilation of the schema.
 */
export const xmllintMs = (material: string, path: string): number => {
  const args = ['--nonet', '--noout', '--schema', join(material, SCHEMA), path];
  const once = took(args);
  return (took(['--repeat', ...args]) - once) / (REPEATS - 1);
};
