import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Content } from '../../schemas/routes/content.ts';

interface DocsFile {
  readonly media: string;
  /** Stored compressed, with the ending .gz. */
  readonly packed: boolean;
}

const FILES: ReadonlyMap<string, DocsFile> = new Map([
  ['start.js', { media: 'text/javascript; charset=utf-8', packed: false }],
  ['swagger-ui-bundle.js', { media: 'text/javascript; charset=utf-8', packed: true }],
  ['swagger-ui.css', { media: 'text/css; charset=utf-8', packed: true }],
  ['favicon-32x32.png', { media: 'image/png', packed: false }],
]);

/** The page may run and show what this API serves, ask this API, and nothing else. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CACHED = { 'cache-control': 'public, max-age=3600' };
const unpacked = promisify(gunzip);

const read = (folder: URL, name: string) => readFile(new URL(name, folder));

const readPacked = async (folder: URL, name: string, takesGzip: boolean) => {
  const bytes = await read(folder, `${name}.gz`);
  return takesGzip
    ? { bytes, headers: { ...CACHED, vary: 'accept-encoding', 'content-encoding': 'gzip' } }
    : { bytes: await unpacked(bytes), headers: { ...CACHED, vary: 'accept-encoding' } };
};

/** The page that shows the API's document. */
export const docsPage = async (folder: URL): Promise<Content> => ({
  media: 'text/html; charset=utf-8',
  headers: { ...CACHED, 'content-security-policy': PAGE_POLICY },
  bytes: await read(folder, 'page.html'),
});

/**
 * A file of the page, or undefined for a name that is none of its files. Names are looked up, never joined to a path.
 * A client that does not say it takes gzip gets the bytes unpacked.
 */
export const docsFile = async (
  folder: URL,
  name: string,
  acceptEncoding: unknown,
): Promise<Content | undefined> => {
  const file = FILES.get(name);
  if (!file) return undefined;
  if (!file.packed) return { media: file.media, headers: CACHED, bytes: await read(folder, name) };
  return { media: file.media, ...(await readPacked(folder, name, /\bgzip\b/.test(String(acceptEncoding)))) };
};
