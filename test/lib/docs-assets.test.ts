import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DOCS_ENTRY, docsAssets } from '../../lib/docs-assets.ts';
import { FUNCTION_ENTRIES } from '../../lib/functions.ts';
import { ROOT } from './stage.ts';

const source = (name: string) => readFileSync(`${ROOT}/node_modules/swagger-ui-dist/${name}`);

describe('The files of the docs page', () => {
  test('belong to a function that there is', () => {
    expect(FUNCTION_ENTRIES).toContain(DOCS_ENTRY);
  });

  test('are those of the package, the large ones compressed, with its licence', async () => {
    const files = await docsAssets();
    const unpacked = files.map(({ name, contents }) => ({
      name,
      isWhole: name.endsWith('.gz')
        ? gunzipSync(contents).equals(source(name.slice(0, -3)))
        : source(name).equals(contents),
    }));
    expect(unpacked).toStrictEqual(
      [
        'swagger-ui-bundle.js.gz',
        'swagger-ui.css.gz',
        'favicon-32x32.png',
        'LICENSE',
        'NOTICE',
        'swagger-ui-bundle.js.LICENSE.txt',
      ].map((name) => ({ name, isWhole: true })),
    );
  });

  test('are together small enough for one answer of a Lambda function, by far', async () => {
    const sizes = (await docsAssets()).map(({ contents }) => contents.length);
    expect(Math.max(...sizes)).toBeLessThan(700_000);
  });

  test('are the same bytes each time, so that an unchanged deployment stays unchanged', async () => {
    expect(await docsAssets()).toStrictEqual(await docsAssets());
  });
});
