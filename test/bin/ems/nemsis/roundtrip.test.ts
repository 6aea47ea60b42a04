import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeXml } from '../../../../adapters/nemsis-xml/write-xml.ts';
import type { DataSet } from '../../../../schemas/nemsis/data-set.ts';
import { group, leaf, marked } from '../../../nemsis/build.ts';
import { DEM, EMS } from '../../../nemsis/dictionaries.ts';
import { OFFICIAL_FILES, titled } from '../../../nemsis/official-files.ts';
import { nemsisMaterial } from '../../../nemsis-material.ts';
import { ran } from '../captured-io.ts';

let folder: string;
const written = async (text: string) => {
  const file = join(folder, 'file.xml');
  await writeFile(file, text);
  return file;
};

const pcr = (said: string) =>
  marked(
    'PatientCareReport',
    { UUID: 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15' },
    group(
      'eRecord',
      leaf('eRecord.01', '1'),
      group(
        'eRecord.SoftwareApplicationGroup',
        leaf('eRecord.02', 'a'),
        leaf('eRecord.03', 'b'),
        leaf('eRecord.04', 'c'),
      ),
    ),
    group(
      'eResponse',
      group('eResponse.AgencyGroup', leaf('eResponse.01', '351')),
      leaf('eResponse.03', said),
    ),
  );
const agency = group(
  'DemographicGroup',
  leaf('dAgency.01', 'C034'),
  leaf('dAgency.02', '351'),
  leaf('dAgency.04', '09'),
);
const withReports = (...reports: DataSet[]) => group('EMSDataSet', group('Header', agency, ...reports));

const SAME = {
  exitCode: 0,
  out: '',
  err: 'It says the same after the way into a chart and out again.\n',
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nemsis-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('ems nemsis roundtrip', () => {
  test('ends with exit code 0 when nothing is lost', async () => {
    const file = await written(writeXml(withReports(pcr('I-1')), EMS));
    expect(await ran(['nemsis', 'roundtrip', file, '--time-zone', 'America/New_York'])).toStrictEqual(SAME);
  });

  test('takes demographic data too', async () => {
    const file = await written(writeXml(group('DEMDataSet'), DEM));
    expect(await ran(['nemsis', 'roundtrip', file])).toStrictEqual(SAME);
  });

  test('names what is lost, and ends with exit code 1', async () => {
    const mad = writeXml(withReports(pcr('I-1')), EMS)
      .replace('>C034<', ' xsi:nil="true"><')
      .replace('<eResponse>', '<eResponse><eResponse.99>x</eResponse.99>');
    const file = await written(mad);
    const { exitCode, out, err } = await ran(['nemsis', 'roundtrip', file, '--json']);
    const results = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ exitCode, results }).toStrictEqual({
      exitCode: 1,
      results: [
        {
          kind: 'not_in_standard',
          file,
          path: '/EMSDataSet/Header/PatientCareReport/eResponse/eResponse.99',
          what: 'element',
          name: 'eResponse.99',
        },
        {
          path: '/EMSDataSet/Header/DemographicGroup/dAgency.01',
          element: 'dAgency.01',
          kind: 'differs',
          expected: 'nil',
          actual: '',
        },
      ],
    });
    expect(err).toContain('it differs in 2 places');
  });

  test('takes one report at a time', async () => {
    const file = await written(writeXml(withReports(pcr('I-1'), pcr('I-2')), EMS));
    const { exitCode, err } = await ran(['nemsis', 'roundtrip', file]);
    expect(exitCode).toBe(2);
    expect(err).toContain('The file holds 2 reports.');
  });

  test('wants a time zone that there is', async () => {
    const { exitCode, err } = await ran(['nemsis', 'roundtrip', 'x.xml', '--time-zone', 'Mars/Olympus']);
    expect(exitCode).toBe(2);
    expect(err).toContain('--time-zone: not a time zone');
  });

  test.skipIf(!nemsisMaterial).each(titled(OFFICIAL_FILES))('loses nothing of %s', async (file) => {
    expect(await ran(['nemsis', 'roundtrip', join(nemsisMaterial ?? '', file)])).toStrictEqual(SAME);
  });
});
