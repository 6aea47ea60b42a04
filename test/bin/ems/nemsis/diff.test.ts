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

  const odd = (inside: string, dispatched = '1') =>
    said(dispatched).replace('<eDispatch>', `<eDispatch>${inside}`);
  const place = '/EMSDataSet/Header/PatientCareReport/eDispatch';
  const objects = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('names what the standard does not have, and says so where it is the same in both', async () => {
    const file = await written('a.xml', odd('<eDispatch.99>x</eDispatch.99>'));
    const { exitCode, out, err } = await ran(['nemsis', 'diff', file, file]);
    expect([exitCode, out]).toStrictEqual([0, '']);
    const line = `${file}: no part of a data set: the element eDispatch.99 at ${place}/eDispatch.99, which the standard does not have.`;
    expect(err).toBe(
      `${line}\n${line}\nBoth say the same, also in 1 place that the standard does not have, compared letter by letter.\n`,
    );
    const told = await ran(['nemsis', 'diff', file, file, '--json']);
    const what = { what: 'element', name: 'eDispatch.99', path: `${place}/eDispatch.99` };
    expect(objects(told.out)).toStrictEqual(Array(2).fill({ kind: 'not_in_standard', file, ...what }));
  });

  const unknown = (kind: 'missing' | 'extra', element: string, text: string) => ({
    path: `${place}/${element === 'eDispatch' ? '' : element}`.replace(/\/$/, ''),
    element,
    kind,
    [kind === 'missing' ? 'expected' : 'actual']: text,
  });

  test.each([
    {
      what: 'another text',
      inside: ['<eDispatch.99>x</eDispatch.99>', '<eDispatch.99>y</eDispatch.99>'],
      found: [unknown('missing', 'eDispatch.99', 'x'), unknown('extra', 'eDispatch.99', 'y')],
    },
    {
      what: 'one that is missing',
      inside: ['<eDispatch.99>x</eDispatch.99>', ''],
      found: [unknown('missing', 'eDispatch.99', 'x')],
    },
    { what: 'one more', inside: ['', 'z'], found: [unknown('extra', 'eDispatch', 'z')] },
    {
      what: 'another attribute within',
      inside: ['<eOwn><a b="1"/></eOwn>', '<eOwn><a b="2"/></eOwn>'],
      found: [
        unknown('missing', 'eOwn', '<eOwn><a b="1"></a></eOwn>'),
        unknown('extra', 'eOwn', '<eOwn><a b="2"></a></eOwn>'),
      ],
    },
    {
      what: 'only one of two',
      inside: ['<eOwn>x</eOwn><eOwn>y</eOwn>', '<eOwn>y</eOwn>'],
      found: [{ ...unknown('missing', 'eOwn', 'x'), path: `${place}/eOwn[1]` }],
    },
  ])('counts as a difference what the standard does not have: $what', async ({ inside, found }) => {
    const [one = '', other = ''] = inside;
    const files = [await written('a.xml', odd(one)), await written('b.xml', odd(other))];
    const { exitCode, out, err } = await ran(['nemsis', 'diff', ...files, '--json']);
    expect(objects(out).filter(({ kind }) => kind !== 'not_in_standard')).toStrictEqual(found);
    expect([exitCode, err]).toStrictEqual([1, expect.stringMatching(/They differ in \d places?\./)]);
  });

  test('finds the same in elements of one name in another order', async () => {
    const files = [
      await written('a.xml', odd('<eOwn>x</eOwn><eOwn>y</eOwn>')),
      await written('b.xml', odd('<eOwn>y</eOwn><eOwn>x</eOwn>')),
    ];
    expect((await ran(['nemsis', 'diff', ...files])).exitCode).toBe(0);
  });

  test('leaves out what certification allows, also of what the standard does not have', async () => {
    const record = (inside: string) => said('1').replace('<eRecord>', `<eRecord>${inside}`);
    const files = [
      await written('a.xml', record('<eRecord.99>x</eRecord.99>')),
      await written('b.xml', record('')),
    ];
    const { exitCode, err } = await ran(['nemsis', 'diff', ...files, '--certification']);
    expect([exitCode, err]).toStrictEqual([0, expect.stringContaining('Both say the same.\n')]);
    expect((await ran(['nemsis', 'diff', ...files])).exitCode).toBe(1);
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
