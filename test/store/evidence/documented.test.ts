import { execFile } from 'node:child_process';
import { writeSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goIn, JUDGE, whyNoJudge } from '../../judge/build.ts';
import { bundleOf, historyOf } from './sample-bundle.ts';
import { writeFiles } from './written-files.ts';

const run = promisify(execFile);
const DOCUMENT = new URL('../../../docs/evidence.md', import.meta.url);
const files = await bundleOf(historyOf(300, 7), [0, 7, 256, 300]);

/** The program that the document gives an expert in this language. */
const programIn = async (language: string): Promise<string> => {
  const [, program = ''] = (await readFile(DOCUMENT, 'utf8')).split(`\`\`\`${language}\n`);
  return program.split('```')[0] ?? '';
};
const changedLine = (path: string, n: number, change: (line: string) => string) => {
  const lines = Buffer.from(files.get(path) ?? [])
    .toString('utf8')
    .split('\n');
  return new Map<string, Uint8Array | string>([
    ...files,
    [path, lines.with(n, change(lines[n] ?? '')).join('\n')],
  ]);
};
const without = (path: string) => new Map([...files].filter(([each]) => each !== path));

/** What a program says, wherever it says it. */
const saidBy = async (program: string, ...args: readonly string[]): Promise<string> => {
  const said = await run(program, [...args]).catch((error: { stdout: string; stderr: string }) => error);
  return `${said.stdout}${said.stderr}`;
};

const noGo = await whyNoJudge();
const noPython = await run('python3', ['--version']).then(
  () => undefined,
  (error: unknown) => String(error),
);
for (const reason of [noGo, noPython].filter((each) => each !== undefined))
  writeSync(2, `A program of docs/evidence.md is not tried: ${reason}\n`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fusionems-evidence-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(noGo !== undefined)('the Go program of docs/evidence.md', () => {
  let binary: string;
  beforeAll(async () => {
    const source = await writeFiles(join(folder, 'check'), new Map([['check.go', await programIn('go')]]));
    for (const each of ['go.mod', 'go.sum']) await cp(join(JUDGE, each), join(source, each));
    binary = join(folder, 'check-binary');
    await goIn(source, 'vet', '.');
    await goIn(source, 'build', '-o', binary, '.');
  }, 120_000);

  test('takes a bundle that is whole', async () => {
    expect(await saidBy(binary, await writeFiles(join(folder, 'whole'), files))).toBe(
      'fusionems.example/danbury-fire: 300 entries, 4 checkpoints, all signed\n',
    );
  });

  test.each<[string, ReadonlyMap<string, Uint8Array | string>, string]>([
    [
      'changed entry',
      changedLine('entries.jsonl', 200, (line) => line.replace('chart', 'xhart')),
      'another root',
    ],
    [
      'changed number',
      changedLine('entries.jsonl', 8, (line) => line.replace('8', '9')),
      'entry 8 says it is 9',
    ],
    ['changed size', changedLine('checkpoint', 1, () => '301'), 'invalid signature'],
    ['missing checkpoint', without('checkpoints/256'), 'the seal is not over these checkpoints'],
  ])('names a %s', async (name, tampered, what) => {
    const said = await saidBy(binary, await writeFiles(join(folder, name), tampered));
    expect(said).toMatch(new RegExp(`^BROKEN: .*${what}`));
  });
});

describe.skipIf(noPython !== undefined)('the Python program of docs/evidence.md', () => {
  const saidOf = async (name: string, bundle: ReadonlyMap<string, Uint8Array | string>) => {
    await writeFile(join(folder, 'commits.py'), await programIn('python'));
    return saidBy('python3', join(folder, 'commits.py'), await writeFiles(join(folder, name), bundle));
  };

  test('takes a bundle that is whole', async () => {
    expect(await saidOf('python-whole', files)).toBe('300 commits of 7 streams, all whole\n');
  });

  test.each<[string, ReadonlyMap<string, Uint8Array | string>, string]>([
    [
      'changed attribute',
      changedLine('commits.jsonl', 8, (line) => line.replace('"ems"', '"admin"')),
      'its hash is another',
    ],
    [
      'snapshot put in',
      changedLine('commits.jsonl', 8, (line) => line.replace('"prev"', '"snapshot":"","prev"')),
      'its hash is another',
    ],
    [
      'commit told twice',
      changedLine('commits.jsonl', 8, (line) => `${line}\n${line}`),
      'it does not follow',
    ],
    [
      'changed entry',
      changedLine('entries.jsonl', 8, (line) => line.replace('"seq":8', '"seq":9')),
      'it has no such entry',
    ],
  ])('names a %s', async (name, tampered, what) => {
    const said = await saidOf(`python ${name}`, tampered);
    expect(said).toMatch(new RegExp(`^BROKEN: commits.jsonl line .*${what}`));
  });
});
