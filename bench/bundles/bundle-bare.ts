import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../local/root.ts';

const BARE = 'bench/bundles/bare';

/**
 * Bundles the bare handler with esbuild's own settings for a minified ES module and no plugin: what any Lambda
 * function with one AWS client is without further care.
 * @returns the bundle's path
 */
export const bundleBare = async (): Promise<string> => {
  const outfile = join(ROOT, 'bench', '.cache', 'bare', 'index.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [`${BARE}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
  });
  return outfile;
};

/** The bare handler's entry, for bundling it with the functions. */
export const BARE_ENTRY = BARE;
