import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);
const ROOT = dirname(dirname(HERE));
const OLDEST_NODE = 20;

/**
 * Why a host's Node cannot run the npm scripts, or undefined when it can.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function refusedNode(version) {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return undefined;
  return (
    `Node ${version} is too old: the npm scripts need Node ${OLDEST_NODE} or newer to begin with.\n` +
    'Install the current long-term release from https://nodejs.org and run the command again.'
  );
}

/**
 * Tells whether an installed tree is the one that a lock file describes, so that a fresh clone and a changed lock
 * are installed once and everything else starts at once. Optional packages may be missing: they belong to other
 * platforms.
 * @param {{ packages: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} lock package-lock.json
 * @param {{ packages: Record<string, { version?: string, integrity?: string }> }} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalled(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const matches = ([path, entry]) => {
    const present = installed.packages[path];
    if (present === undefined) return entry.optional === true;
    return present.version === entry.version && present.integrity === entry.integrity;
  };
  return wanted.every(matches) && Object.keys(installed.packages).every((path) => path in lock.packages);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

function needsInstall() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(ROOT, 'node_modules', '.bin', 'node'))) return true;
  return !isInstalled(readJson(join(ROOT, 'package-lock.json')), readJson(installed));
}

function install() {
  const began = performance.now();
  console.log('Installing the packages of package-lock.json (npm ci) ...');
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) {
    console.log(`Installed in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return;
  }
  console.error(
    `npm ci failed (${error?.message ?? `exit code ${status}`}); its own message is above.\n` +
      'Check the network and the npm registry settings (npm config get registry), then run the command again.',
  );
  process.exitCode = 1;
}

function main() {
  const refusal = refusedNode(process.versions.node);
  if (refusal !== undefined) {
    console.error(refusal);
    process.exitCode = 1;
  } else if (needsInstall()) install();
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === HERE) main();
