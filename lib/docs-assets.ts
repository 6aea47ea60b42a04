import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The function that serves them, as it is named in `functions.ts`. */
export const DOCS_ENTRY = 'functions/queries/api';

/** One file of a folder of assets. */
interface Asset {
  readonly name: string;
  readonly contents: Uint8Array;
}

const require = createRequire(import.meta.url);
/** Compressed once here, and not at each request. */
const PACKED = ['swagger-ui-bundle.js', 'swagger-ui.css'];
/** The licence asks that its text and the notice go along; they are not served. */
const AS_IT_IS = ['favicon-32x32.png', 'LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'];

const packed = promisify<Uint8Array, { level: number }, Uint8Array>(gzip);

/**
 * The files of Swagger UI that the page of the API's document is made of, taken from its package rather than kept in
 * the repository, so that a new version is one line in package.json.
 */
export async function docsAssets(): Promise<readonly Asset[]> {
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  const read = (name: string) => readFile(join(folder, name));
  const pack = async (name: string) => ({
    name: `${name}.gz`,
    contents: await packed(await read(name), { level: 9 }),
  });
  const take = async (name: string) => ({ name, contents: await read(name) });
  return Promise.all([...PACKED.map(pack), ...AS_IT_IS.map(take)]);
}
