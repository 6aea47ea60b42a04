import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from '../../local/root.ts';

const SOURCE = fileURLToPath(new URL('./bare.ts', import.meta.url));

/** The bare handler's entry as `bundleFunctions` takes it, for bundling it with the functions. */
export const BARE_ENTRY = relative(ROOT, SOURCE).replace(/\.ts$/, '');

/**
 * Bundles the bare handler with esbuild's own settings for a minified ES module and no plugin: what any Lambda
 * function with one AWS client is without further care.
 * @returns the bundle's path
 */
export const bundleBare = async (): Promise<string> => {
  const outfile = join(ROOT, 'bench', '.cache', 'bare', 'index.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [SOURCE],
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
