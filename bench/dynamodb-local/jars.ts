import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startGroup } from '../../local/processes.ts';
import { ROOT } from '../../local/root.ts';
import type { Say } from '../../local/steps.ts';
import { tailOf } from '../../local/tail.ts';

const POM = join(ROOT, 'bench', 'dynamodb-local', 'pom.xml');
const CACHE = join(ROOT, 'bench', '.cache', 'dynamodb-local');
const STAMP = join(CACHE, 'pom.xml');
const LEAST_JAVA = 17;

/** Why something that a measurement needs is not on this machine. */
export interface Missing {
  readonly missing: string;
}

const runs = (command: string, args: readonly string[]): string | undefined => {
  const { error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return error ? undefined : `${stdout}${stderr}`;
};

/** Why no Java of this machine runs DynamoDB Local, or undefined. */
const javaMissing = (): string | undefined => {
  const told = runs('java', ['-version']);
  const version = Number(told?.match(/version "(\d+)/)?.[1] ?? 0);
  if (version >= LEAST_JAVA) return undefined;
  const found = told === undefined ? 'there is none' : `there is ${told.split('\n')[0]}`;
  return `DynamoDB Local needs Java ${LEAST_JAVA} or newer on the PATH; ${found}.`;
};

const isCurrent = async (): Promise<boolean> =>
  existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === (await readFile(POM, 'utf8'));

const fetchJars = async (): Promise<Missing | undefined> => {
  await rm(CACHE, { recursive: true, force: true });
  await mkdir(CACHE, { recursive: true });
  const args = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${CACHE}`];
  const group = startGroup('mvn', args, { cwd: ROOT, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const tail = tailOf(group.child);
  const end = await group.ended;
  if (end !== 'exit code 0')
    return { missing: `Maven could not fetch DynamoDB Local (${end}): ${tail.last(3)}` };
  await cp(POM, STAMP);
  return undefined;
};

/**
 * Brings Amazon's DynamoDB Local from Maven Central into `bench/.cache`, once for each version of its pom.
 * @returns the folder of its jars, or what this machine lacks
 */
export const dynamoDbLocalJars = async (say: Say): Promise<string | Missing> => {
  const missing = javaMissing();
  if (missing !== undefined) return { missing };
  if (await isCurrent()) return CACHE;
  if (runs('mvn', ['-version']) === undefined)
    return { missing: 'DynamoDB Local is fetched with Maven, and there is no mvn on the PATH.' };
  say('fetching DynamoDB Local from Maven Central into bench/.cache');
  return (await fetchJars()) ?? CACHE;
};
