import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docsFile, docsPage } from '../../../functions/queries/docs-files.ts';

const CSS = 'body { margin: 0 }';
let folder: string;
let at: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-files-'));
  at = pathToFileURL(`${folder}/`);
  await writeFile(join(folder, 'page.html'), '<!doctype html>');
  await writeFile(join(folder, 'favicon-32x32.png'), Buffer.from([0x89, 0x50]));
  await writeFile(join(folder, 'swagger-ui.css.gz'), gzipSync(CSS));
});
afterAll(() => rm(folder, { recursive: true }));

const cached = { 'cache-control': 'public, max-age=3600' };

describe('A file of the page', () => {
  it('is sent packed to a client that takes gzip', async () => {
    const file = await docsFile(at, 'swagger-ui.css', 'deflate, gzip;q=1.0, br');
    expect({ ...file, bytes: gunzipSync(file?.bytes ?? '').toString() }).toStrictEqual({
      media: 'text/css; charset=utf-8',
      headers: { ...cached, vary: 'accept-encoding', 'content-encoding': 'gzip' },
      bytes: CSS,
    });
  });

  it.each([undefined, '', 'identity', 'br'])(
    'is sent unpacked to one that takes %s',
    async (acceptEncoding) => {
      const file = await docsFile(at, 'swagger-ui.css', acceptEncoding);
      expect({ ...file, bytes: Buffer.from(file?.bytes ?? '').toString() }).toStrictEqual({
        media: 'text/css; charset=utf-8',
        headers: { ...cached, vary: 'accept-encoding' },
        bytes: CSS,
      });
    },
  );

  it('that is small already is sent as it is', async () => {
    expect(await docsFile(at, 'favicon-32x32.png', 'gzip')).toStrictEqual({
      media: 'image/png',
      headers: cached,
      bytes: Buffer.from([0x89, 0x50]),
    });
  });

  it('is one of those the page asks for, not any file of the folder', async () => {
    expect(await docsFile(at, 'page.html', 'gzip')).toBe(undefined);
  });

  it('that a deployment left out is a fault', async () => {
    await expect(docsFile(at, 'swagger-ui-bundle.js', 'gzip')).rejects.toThrow('ENOENT');
  });
});

it('The page is HTML', async () => {
  expect(await docsPage(at)).toMatchObject({
    media: 'text/html; charset=utf-8',
    bytes: Buffer.from('<!doctype html>'),
  });
});
