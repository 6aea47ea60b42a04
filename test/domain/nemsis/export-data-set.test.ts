import { describe, expect, test } from 'vitest';
import { exportDataSet } from '../../../domain/nemsis/export-data-set.ts';
import { type DataSet, isGroup, nodeName } from '../../../schemas/nemsis/data-set.ts';
import { AGENCY, MANDATORY, OPEN } from '../../functions/exports/export-world.ts';
import { group, leaf } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { CHART_ID, minute } from '../../sample-chart.ts';

const software = { creator: 'a', name: 'b', version: '1' };
const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
const chart = chartOf([OPEN, MANDATORY, { type: 'record', changes: { response: { odometer_start: 12 } } }]);

/** All names in a data set, the root's first. */
const namesIn = (node: DataSet): string[] => [
  nodeName(node),
  ...node.children.flatMap((child) => (isGroup(child) ? namesIn(child) : [nodeName(child)])),
];
const reportOf = (dataSet: DataSet) => {
  const [header] = dataSet.children.filter(isGroup);
  return header?.children.filter(isGroup).find(({ group }) => group === 'PatientCareReport');
};

describe('a chart as it is exported', () => {
  test('is the report of its own id, and is filled with what was not recorded', () => {
    const { dataSet } = exportDataSet({ kind: 'full', chart, agency, software }, EMS);
    expect(reportOf(dataSet)?.attributes).toStrictEqual({ UUID: CHART_ID });
    expect(namesIn(dataSet)).toContain('eVitals.06');
  });

  test('lacks what was not recorded, which the profile says', () => {
    const { gaps } = exportDataSet({ kind: 'full', chart: chartOf([OPEN]), agency, software }, EMS);
    expect(gaps).toContainEqual(expect.objectContaining({ severity: 'ERROR', element: 'eDisposition.27' }));
    expect(gaps).toContainEqual(expect.objectContaining({ severity: 'WARNING', element: 'eVitals.06' }));
  });

  test('of the national subset has national elements alone, and lacks no others', () => {
    const what = { kind: 'national', chart, agency, software } as const;
    const { dataSet, gaps } = exportDataSet(what, EMS);
    const full = exportDataSet({ ...what, kind: 'full' }, EMS);
    expect(namesIn(full.dataSet)).toContain('eResponse.19');
    expect(namesIn(dataSet)).not.toContain('eResponse.19');
    expect(gaps.length).toBeLessThan(full.gaps.length);
  });
});

describe('an agency as it is exported', () => {
  const stampOf = (profile: typeof AGENCY) => {
    const { dataSet } = exportDataSet({ kind: 'dem', profile, at: minute(0), software }, DEM);
    return dataSet.children.filter(isGroup).map(({ attributes }) => attributes?.['timeStamp']);
  };

  test('tells the moment by its own clocks, and by those of UTC while it has none', () => {
    const { facts: _, ...nobody } = AGENCY;
    expect(stampOf(AGENCY)).toContain('2025-03-02T03:15:00-05:00');
    expect(stampOf(nobody)).toContain('2025-03-02T08:15:00+00:00');
  });

  test('is written by this software, also where it was imported from a file of another', () => {
    const elements = ['dRecord.01', 'dRecord.02', 'dAgency.01'].map((element) => ({
      group: 'root',
      element,
      values: [{ text: 'theirs' }],
    }));
    const profile = { ...AGENCY, demographics: { elements, groups: [] } };
    const { dataSet } = exportDataSet({ kind: 'dem', profile, at: minute(0), software }, DEM);
    const [report] = dataSet.children.filter(isGroup);
    const application = group(
      'dRecord.SoftwareApplicationGroup',
      leaf('dRecord.01', 'a'),
      leaf('dRecord.02', 'b'),
      leaf('dRecord.03', '1'),
    );
    expect(report?.children[0]).toStrictEqual(group('dRecord', application));
    expect(namesIn(dataSet)).toContain('dAgency.01');
  });
});
