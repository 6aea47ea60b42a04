import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeXml } from '../../../../adapters/nemsis-xml/write-xml.ts';
import { group, leaf, report } from '../../../nemsis/build.ts';
import { EMS } from '../../../nemsis/dictionaries.ts';
import { ran } from '../captured-io.ts';

let folder: string;
const written = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const said = (dispatched: string, record = '1') =>
  writeXml(
    report(
      group('eRecord', leaf('eRecord.01', record)),
      group('eDispatch', leaf('eDispatch.01', dispatched)),
    ),
    EMS,
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nemsis-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ems nemsis diff', () => {
  test('ends with exit code 0 when both say the same', async () => {
    const files = [await written('a.xml', said('1')), await written('b.xml', said('1'))];
    expect(await ran(['nemsis', 'diff', ...files])).toStrictEqual({
      exitCode: 0,
      out: '',
      err: 'Both say the same.\n',
    });
  });

  test('names each difference, and ends with exit code 1', async () => {
    const files = [await written('a.xml', said('1')), await written('b.xml', said('2'))];
    const { exitCode, out, err } = await ran(['nemsis', 'diff', ...files]);
    expect({ exitCode, out }).toStrictEqual({
      exitCode: 1,
      out: 'differs: /EMSDataSet/Header/PatientCareReport/eDispatch/eDispatch.01: expected 1; actual 2\n',
    });
    expect(err).toContain('They differ in 1 place.');
  });

  test('gives machines one object a difference, without what certification allows', async () => {
    const files = [await written('a.xml', said('1', '2')), await written('b.xml', said('2', '3'))];
    const { exitCode, out } = await ran(['nemsis', 'diff', ...files, '--certification', '--json']);
    expect(exitCode).toBe(1);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toStrictEqual([
      {
        path: '/EMSDataSet/Header/PatientCareReport/eDispatch/eDispatch.01',
        element: 'eDispatch.01',
        kind: 'differs',
        expected: '1',
        actual: '2',
      },
    ]);
  });

  test('names what no data set holds, and what both files have of it is no difference', async () => {
    const odd = said('1').replace('<eDispatch>', '<eDispatch><eDispatch.99>x</eDispatch.99>');
    const file = await written('a.xml', odd);
    const { exitCode, err } = await ran(['nemsis', 'diff', file, file]);
    expect(exitCode).toBe(0);
    expect(err).toContain(
      'no part of a data set: the element eDispatch.99 at /EMSDataSet/Header/PatientCareReport/eDispatch/eDispatch.99',
    );
  });

  test('what the standard does not have is a difference where one file alone says it', async () => {
    const odd = said('1').replace('<eDispatch>', '<eDispatch><eDispatch.99>x</eDispatch.99>');
    const files = [await written('a.xml', odd), await written('b.xml', odd.replace('>x<', '>y<'))];
    const { exitCode, out } = await ran(['nemsis', 'diff', ...files]);
    const path = '/EMSDataSet/Header/PatientCareReport/eDispatch/eDispatch.99';
    expect({ exitCode, out }).toStrictEqual({
      exitCode: 1,
      out: `missing: ${path}: expected x\nextra: ${path}: actual y\n`,
    });
  });

  test('says which file is none, which is another exit code than that they differ', async () => {
    const file = await written('a.xml', said('1'));
    const torn = await written('b.xml', '<EMSDataSet');
    expect(await ran(['nemsis', 'diff', file, torn])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('b.xml: At line 1'),
    });
    expect(await ran(['nemsis', 'diff', file, join(folder, 'none.xml')])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('none.xml cannot be read'),
    });
  });
});
