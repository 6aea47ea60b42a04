import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderReport } from './render.ts';
import { PartName, Result } from './result.ts';

const FOLDER = join(import.meta.dirname, '..', 'results');

const newest = async (part: PartName): Promise<Result[]> => {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith(`-${part}.json`)).sort();
  const name = names.at(-1);
  if (name === undefined) return [];
  return [Result.parse(JSON.parse(await readFile(join(FOLDER, name), 'utf8')))];
};

/**
 * Keeps a measurement as `bench/results/<date>-<part>.json` (a second one of a day replaces the first) and renews
 * `latest.md`, which shows the newest of every part, whichever were taken this time.
 * @returns the file's path from the repository's root
 */
export const keep = async (result: Result): Promise<string> => {
  await mkdir(FOLDER, { recursive: true });
  const name = `${result.measured_at.slice(0, 10)}-${result.part}.json`;
  await writeFile(join(FOLDER, name), `${JSON.stringify(Result.parse(result), undefined, 2)}\n`);
  const results = await Promise.all(PartName.options.map(newest));
  await writeFile(join(FOLDER, 'latest.md'), renderReport(results.flat()));
  return `bench/results/${name}`;
};
