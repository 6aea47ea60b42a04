import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartToDataSet } from '../../../domain/nemsis/chart-to-data-set.ts';
import { dataSetToCharts, type ImportedChart } from '../../../domain/nemsis/data-set-to-chart.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { type DataSet, type Group, isGroup } from '../../../schemas/nemsis/data-set.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { groupArbitrary } from '../../nemsis/data-set-arbitrary.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_REPORTS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { idOf } from '../../sample-chart.ts';

const imported = (dataSet: DataSet): ImportedChart[] => {
  let ids = 0;
  return dataSetToCharts(dataSet, EMS, {
    timeZone: 'America/New_York',
    nextId: () => {
      ids += 1;
      return idOf(ids);
    },
  });
};

const exported = ({ commands, ...facts }: ImportedChart): DataSet =>
  chartToDataSet({ ...facts, chart: chartOf(commands) }, EMS);

/** Each report of a data set as a data set of its own. */
const reportsOf = (dataSet: DataSet): DataSet[] =>
  dataSet.children.filter(isGroup).flatMap((header): DataSet[] => {
    const reports = header.children.filter(isGroup).filter(({ group }) => group === 'PatientCareReport');
    const others = header.children.filter((child) => !reports.some((report) => report === child));
    return reports.map((report) => ({
      ...dataSet,
      children: [{ ...header, children: [...others, report] } satisfies Group],
    }));
  });

/** Facts about agency and record are plain texts in any valid file; here they may be anything. */
const FACTS = { ignored: ['DemographicGroup', 'eRecord', 'PatientCareReport/@UUID'], extra: [] };

describe('a report that becomes a chart and then a report again says the same', () => {
  it('whatever it says', () => {
    fc.assert(
      fc.property(groupArbitrary(EMS.root), (dataSet) => {
        const charts = imported(dataSet);
        const reports = reportsOf(dataSet);
        expect(charts).toHaveLength(reports.length);
        for (const [index, chart] of charts.entries())
          expect(
            diff(reports[index] ?? dataSet, exported(chart), { dictionary: EMS, allowed: FACTS }),
          ).toStrictEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it.skipIf(!nemsisMaterial).each(titled(OFFICIAL_REPORTS))('%s', (file) => {
    const { dataSet } = readOfficial(file);
    const charts = imported(dataSet);
    expect(charts).toHaveLength(1);
    for (const chart of charts) expect(diff(dataSet, exported(chart), { dictionary: EMS })).toStrictEqual([]);
  });
});
