import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeXml } from '../../../../adapters/nemsis-xml/write-xml.ts';
import { DEM, EMS } from '../../../nemsis/dictionaries.ts';
import { wholeReport } from '../../../nemsis/whole-report.ts';
import { ran } from '../captured-io.ts';

const LAWFUL = 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15';
const VERSION_7 = '01912d68-783e-7a03-8467-5661c1243ad4';

let folder: string;
const written = async (text: string) => {
  const file = join(folder, 'file.xml');
  await writeFile(file, text);
  return file;
};
const imported = (file: string, ...more: string[]) =>
  ran([
    ...['nemsis', 'import', file, '--tenant', 'lakeside-ems', '--packs', join(folder, 'packs')],
    ...['--deployment', '/nowhere/x.json', ...more],
  ]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  await mkdir(join(folder, 'packs'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ems nemsis import', () => {
  test('reads and judges a file before it looks for a system', async () => {
    const { exitCode, err } = await imported(await written(writeXml(wholeReport(LAWFUL), EMS)));
    expect([exitCode, err]).toStrictEqual([2, expect.stringContaining('No system to work on')]);
    expect(err).not.toContain('FATAL');
  });

  test('refuses a file that breaks the schema, and says where', async () => {
    const { exitCode, err } = await imported(await written(writeXml(wholeReport(VERSION_7), EMS)));
    expect(exitCode).toBe(1);
    expect(err).toContain('FATAL pattern: PatientCareReport');
    expect(err).toContain('/EMSDataSet[1]/Header[1]/PatientCareReport[1]');
    expect(err).toContain('file.xml breaks the schema in 1 place; nothing was imported.');
    expect(err).toContain('--force');
    expect(err).not.toContain(VERSION_7);
  });

  test('takes it all the same where that is asked for, and says what is wrong', async () => {
    const { exitCode, err } = await imported(await written(writeXml(wholeReport(VERSION_7), EMS)), '--force');
    expect([exitCode, err]).toStrictEqual([2, expect.stringContaining('No system to work on')]);
    expect(err).toContain('FATAL pattern: PatientCareReport');
  });

  test('takes no demographic data', async () => {
    const { exitCode, err } = await imported(
      await written(writeXml({ group: 'DEMDataSet', children: [] }, DEM)),
    );
    expect([exitCode, err]).toStrictEqual([1, expect.stringContaining('holds no patient care reports.')]);
  });

  test('says which file cannot be read', async () => {
    const { exitCode, err } = await imported(join(folder, 'none.xml'));
    expect([exitCode, err]).toStrictEqual([2, expect.stringContaining('none.xml cannot be read.')]);
  });
});
