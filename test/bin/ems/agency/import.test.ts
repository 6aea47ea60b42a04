import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeXml } from '../../../../adapters/nemsis-xml/write-xml.ts';
import type { DataSet } from '../../../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../../../schemas/nemsis/dictionary.ts';
import { group, marked } from '../../../nemsis/build.ts';
import { DEM, EMS } from '../../../nemsis/dictionaries.ts';
import { ran } from '../captured-io.ts';

let folder: string;
const written = async (dataSet: DataSet, dictionary: Dictionary) => {
  const file = join(folder, 'file.xml');
  await writeFile(file, writeXml(dataSet, dictionary));
  return file;
};
const report = marked('DemographicReport', { timeStamp: '2026-03-01T12:00:00Z' });
const imported = (file: string) =>
  ran(['agency', 'import', file, '--tenant', 'lakeside-ems', '--deployment', '/nowhere/x.json']);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agency-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ems agency import', () => {
  test('takes demographic data, or the custom elements of reports', async () => {
    const { exitCode, err } = await imported(await written(group('EMSDataSet', group('Header')), EMS));
    expect(exitCode).toBe(1);
    expect(err).toContain('holds neither demographic data nor custom elements.');
    const custom = group('EMSDataSet', group('Header', group('eCustomConfiguration')));
    expect((await imported(await written(custom, EMS))).err).toContain('No system to work on');
  });

  test('takes one report at a time', async () => {
    const { exitCode, err } = await imported(await written(group('DEMDataSet', report, report), DEM));
    expect(exitCode).toBe(1);
    expect(err).toContain('holds 2 reports.');
  });

  test('reads the file before it looks for a system', async () => {
    const { exitCode, err } = await imported(await written(group('DEMDataSet', report), DEM));
    expect(exitCode).toBe(2);
    expect(err).toContain('No system to work on');
  });
});
