import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { DOCS_ENTRY, docsAssets } from './docs-assets.ts';
import { FUNCTION_ENTRIES } from './functions.ts';
import { leanDependencies } from './lean-dependencies.ts';

/**
 * Bundles all Lambda functions in one esbuild run, because bundling them one by one is the slowest part of a deploy.
 *
 * Writes `<root>/.build/functions/<path>/index.mjs` with its source map, copies the folder `<entry>-assets` beside
 * it where there is one, adds the files of the docs page, and leaves esbuild's metafile at `.build/functions/meta.json`.
 *
 * @param root the folder that holds `functions/` and `node_modules/`
 * @param entries the entries to bundle, without their ending
 * @returns the folder that holds `functions/`, ready for `Code.fromAsset(join(folder, entry))`
 * @throws when an entry has no source file, naming each that is missing
 */
export async function bundleFunctions(
  root: string,
  entries: readonly string[] = FUNCTION_ENTRIES,
): Promise<string> {
  assertSourcesExist(root, entries);
  const bundles = join(root, '.build');
  const { outputFiles = [], metafile } = await build({
    ...BUNDLING,
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: `${entry}.ts`, out: `${entry}/index` })),
    outdir: bundles,
    plugins: [leanDependencies, mapDependenciesByFileOnly],
  });
  await Promise.all(outputFiles.map(({ path, contents }) => put(path, contents)));
  await put(join(bundles, 'functions', 'meta.json'), Buffer.from(JSON.stringify(metafile)));
  await Promise.all(entries.map((entry) => copyAssets(root, bundles, entry)));
  return bundles;
}

const BUNDLING: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // ES sources first: only they can be tree-shaken, which takes a third off the AWS SDK.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  write: false,
  logLevel: 'warning',
  // CommonJS dependencies (the X-Ray SDK) call `require`, which an ES module lacks. Minified names are too short to collide.
  banner: {
    js: "import{createRequire as createRequireOfBundle}from'node:module';const require=createRequireOfBundle(import.meta.url);",
  },
};

function assertSourcesExist(root: string, entries: readonly string[]): void {
  const missing = entries.map((entry) => `${entry}.ts`).filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) {
    throw new Error(
      `Cannot bundle: ${missing.join(', ')} not found in ${root}. Write it, or take it out of lib/functions.ts.`,
    );
  }
}

/** Whole or not at all, and only what changed: two runs at once, a deployment's and a test's, never see half a file. */
async function put(path: string, contents: Uint8Array): Promise<void> {
  if (existsSync(path) && (await readFile(path)).equals(contents)) {
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  await writeFile(partial, contents);
  await rename(partial, path);
}

/** Keeps the folder's name, so that `new URL('./api-assets/…', import.meta.url)` holds in the sources and in the bundle. */
async function copyAssets(root: string, bundles: string, entry: string): Promise<void> {
  const assets = join(root, `${entry}-assets`);
  if (existsSync(assets)) {
    await cp(assets, join(bundles, entry, basename(assets)), { recursive: true });
  }
  if (entry === DOCS_ENTRY) {
    const files = await docsAssets();
    await Promise.all(
      files.map(({ name, contents }) => put(join(bundles, entry, basename(assets), name), contents)),
    );
  }
}

/**
 * A stack trace names our own lines; of a dependency its file is enough. Without their mappings a source map is a
 * fifth of the size, and Node parses it at each cold start (`--enable-source-maps`).
 */
const mapDependenciesByFileOnly: Plugin = {
  name: 'map-dependencies-by-file-only',
  setup(run) {
    run.onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, async ({ path }) => {
      const map = JSON.stringify({ version: 3, sources: [basename(path)], mappings: 'AAAA' });
      const comment = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
      return { contents: `${await readFile(path, 'utf8')}${comment}`, loader: 'default' };
    });
  },
};
