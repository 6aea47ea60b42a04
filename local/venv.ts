import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFault } from './fault.ts';
import { startGroup } from './processes.ts';
import { findPython } from './python.ts';
import { ROOT } from './root.ts';
import { tailOf } from './tail.ts';

/**
 * The engine and what it needs beside it: without cryptography every JWT route answers 401, without boto3 the CDK's
 * Python helpers hang a deploy; a newer boto3 breaks the engine's own pin of botocore.
 */
export const PINS = ['ministack==1.5.33', 'boto3==1.43.106', 'cryptography==50.0.2'] as const;

const STAMP = 'pins.json';
const stampText = JSON.stringify(PINS);

const isCurrent = async (folder: string): Promise<boolean> => {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && (await readFile(stamp, 'utf8')) === stampText;
};

async function command(program: string, args: readonly string[]): Promise<void> {
  const { PYTHONHOME: _home, PYTHONPATH: _path, ...env } = process.env;
  const group = startGroup(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const tail = tailOf(group.child);
  const end = await group.ended;
  if (end === 'exit code 0') return;
  throw new LocalFault({
    code: 'python_packages_failed',
    problem: `${program} ${args.join(' ')} failed (${end}):\n${tail.last(12)}`,
    advice: 'Check the network and pip\'s settings ("pip config list"), then run the command again.',
  });
}

async function build(folder: string): Promise<void> {
  const { command: python } = await findPython();
  await command(python, ['-m', 'venv', folder]);
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--no-compile',
    '--only-binary',
    ':all:',
  ];
  await command(join(folder, 'bin', 'python'), [...pip, ...PINS]);
  await writeFile(join(folder, STAMP), stampText);
}

/**
 * Gives the engine a Python of its own, installed only when it is missing or has other pins. It is built beside and
 * moved into place, so an interrupted install leaves nothing half done and two at a time do no harm.
 * @param say told once when an install begins, since it takes some seconds
 * @returns the path of the environment's `python`
 * @throws LocalFault `python_missing`, `python_packages_failed`
 */
export async function ensureVenv(say: (line: string) => void, root: string = ROOT): Promise<string> {
  const folder = join(root, '.venv');
  const python = join(folder, 'bin', 'python');
  if (await isCurrent(folder)) return python;
  say(`installing ${PINS.join(', ')} into .venv`);
  await mkdir(join(root, '.local'), { recursive: true });
  const building = await mkdtemp(join(root, '.local', 'venv-'));
  process.once('exit', () => rmSync(building, { recursive: true, force: true }));
  await build(building);
  if (!(await isCurrent(folder))) {
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  }
  return python;
}
