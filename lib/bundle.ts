import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { FUNCTION_ENTRIES } from './functions.ts';

/** CommonJS dependencies (the X-Ray SDK) call `require`, which an ES module does not have; minified names are short and cannot collide. */
const REQUIRE_BANNER =
  "import{createRequire as createRequireOfBundle}from'node:module';const require=createRequireOfBundle(import.meta.url);";

/**
 * Bundles all Lambda functions in one esbuild run, because bundling them one by one is the slowest part of a deploy.
 *
 * Writes `<root>/.build/functions/<path>/index.mjs` with its source map, copies the folder `<entry>-assets` beside
 * it where there is one, and leaves esbuild's metafile at `.build/functions/meta.json`.
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
  await rm(join(bundles, 'functions'), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: `${entry}.ts`, out: `${entry}/index` })),
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES sources first: only they can be tree-shaken, and the AWS SDK shrinks by a third.
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: false,
    legalComments: 'none',
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
    banner: { js: REQUIRE_BANNER },
    plugins: [mapDependenciesByFileOnly],
  });
  await mkdir(join(bundles, 'functions'), { recursive: true });
  await writeFile(join(bundles, 'functions', 'meta.json'), JSON.stringify(metafile));
  await Promise.all(entries.map((entry) => copyAssets(root, bundles, entry)));
  return bundles;
}

function assertSourcesExist(root: string, entries: readonly string[]): void {
  const missing = entries.filter((entry) => !existsSync(join(root, `${entry}.ts`)));
  if (missing.length > 0) {
    const files = missing.map((entry) => `${entry}.ts`).join(', ');
    throw new Error(
      `Cannot bundle: no source file for ${files} in ${root}. Write it, or take it out of lib/functions.ts.`,
    );
  }
}

/** Keeps the folder's name, so that `new URL('./api-assets/…', import.meta.url)` holds in the sources and in the bundle. */
async function copyAssets(root: string, bundles: string, entry: string): Promise<void> {
  const assets = join(root, `${entry}-assets`);
  if (existsSync(assets)) {
    await cp(assets, join(bundles, entry, basename(assets)), { recursive: true });
  }
}

/**
 * A stack trace names our own lines; of a dependency its file is enough. Without their mappings a source map is a
 * sixth of the size, and Node parses the map at each cold start (`--enable-source-maps`).
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
