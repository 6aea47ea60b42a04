import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { bundleFunctions } from '../../lib/bundle.ts';
import { FUNCTION_ENTRIES } from '../../lib/functions.ts';
import { ROOT } from './stage.ts';

const Metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      bytes: z.number(),
      inputs: z.record(z.string(), z.unknown()),
      imports: z.array(z.object({ path: z.string(), external: z.boolean().default(false) })),
      entryPoint: z.string().optional(),
    }),
  ),
});

const metafileOf = (root: string) =>
  Metafile.parse(JSON.parse(readFileSync(join(root, '.build', 'functions', 'meta.json'), 'utf8')));

describe('bundleFunctions, in a repository of its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'fusionems-bundle-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const load = (entry: string) => import(pathToFileURL(join(root, '.build', entry, 'index.mjs')).href);

  beforeAll(async () => {
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    write(
      'functions/queries/paper.ts',
      `import { readFileSync } from 'node:fs';
       export const handler = (): string => readFileSync(new URL('./paper-assets/page.txt', import.meta.url), 'utf8');`,
    );
    write('functions/queries/paper-assets/page.txt', 'a page');
    write(
      'functions/commands/traced.ts',
      `import xray from 'aws-xray-sdk-core';
       export const handler = (): string => typeof xray.getSegment;
       export function fail(): never { throw new Error('mapped'); }`,
    );
    await bundleFunctions(root, ['functions/queries/paper', 'functions/commands/traced']);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('bundles all entries in one run, whose metafile names each', () => {
    const entries = Object.values(metafileOf(root).outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
    expect(entries.toSorted()).toStrictEqual(['functions/commands/traced.ts', 'functions/queries/paper.ts']);
  });

  test('copies the folder of assets so that the bundle finds it as the source does', async () => {
    const { handler } = await load('functions/queries/paper');
    expect(handler()).toBe('a page');
  });

  test('lets an ES module carry CommonJS dependencies', async () => {
    const { handler } = await load('functions/commands/traced');
    expect(handler()).toBe('function');
  });

  test('maps our own lines, and of a dependency its file', () => {
    const file = join(root, '.build', 'functions/commands/traced/index.mjs');
    expect(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)).toBe(
      '//# sourceMappingURL=index.mjs.map',
    );
    const map = z
      .object({ sources: z.array(z.string()), sourcesContent: z.array(z.string().nullable()).optional() })
      .parse(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
    expect(map.sources).toContain('../../../../functions/commands/traced.ts');
    expect(map.sourcesContent).toBeUndefined();
  });

  test('writes nothing when nothing changed', async () => {
    const file = join(root, '.build', 'functions/queries/paper/index.mjs');
    const before = statSync(file).ino;
    await bundleFunctions(root, ['functions/queries/paper', 'functions/commands/traced']);
    expect(statSync(file).ino).toBe(before);
  });

  test('refuses entries without a source, naming each', async () => {
    await expect(
      bundleFunctions(root, ['functions/queries/paper', 'functions/a', 'functions/b']),
    ).rejects.toThrow(`Cannot bundle: functions/a.ts, functions/b.ts not found in ${root}.`);
  });
});

describe("this repository's bundles", () => {
  beforeAll(() => bundleFunctions(ROOT), 120_000);

  const bundles = () =>
    Object.entries(metafileOf(ROOT).outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);

  /** What reads XML brings a parser compiled for it, and what writes a release brings its dictionary. */
  const readsXml = (path: string) =>
    path.includes('functions/exports/') || path.includes('functions/queries/validation/');
  const mostBytes = (path: string) => (readsXml(path) ? 5_000_000 : 1_000_000);

  test('are one for each entry, each below a megabyte, or five where XML is read', () => {
    const sizes = bundles().map(([path, { bytes }]) => ({ path, isSmall: bytes < mostBytes(path) }));
    expect(sizes.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toStrictEqual(
      FUNCTION_ENTRIES.toSorted().map((entry) => ({ path: `.build/${entry}/index.mjs`, isSmall: true })),
    );
  });

  test("leave zod's translations out: import it as `import * as z from 'zod'`, for `{ z }` cannot be tree-shaken", () => {
    const translated = bundles().filter(([, { inputs }]) =>
      Object.keys(inputs).some((input) => input.endsWith('zod/v4/locales/fr.js')),
    );
    expect(translated.map(([path]) => path)).toStrictEqual([]);
  });

  test('need nothing at run time but Node itself', () => {
    const needed = bundles().flatMap(([, { imports }]) => imports.filter(({ external }) => external));
    expect(needed.map(({ path }) => path).filter((path) => !isBuiltin(path))).toStrictEqual([]);
  });
});
