import { describe, expect, it } from 'vitest';
import { chartToDataSet } from '../../../domain/nemsis/chart-to-data-set.ts';
import { dataSetToCharts } from '../../../domain/nemsis/data-set-to-chart.ts';
import type { Vitals } from '../../../schemas/chart/care.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import { type DataSet, isLeaf, type Leaf } from '../../../schemas/nemsis/data-set.ts';
import type { ElementValue } from '../../../schemas/nemsis/entries.ts';
import { group, leaf, report } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { idOf, minute, open, VITAL_ID } from '../../sample-chart.ts';

const FACTS = {
  agency: { state_id: 'C034', number: '351', state: '09', time_zone: 'America/New_York' },
  record: { uuid: idOf(1), number: 'R-1', software: { creator: 'a', name: 'b', version: 'c' } },
};

const leavesOf = (dataSet: DataSet): Leaf[] =>
  dataSet.children.flatMap((child) => (isLeaf(child) ? [child] : leavesOf(child)));

/** What a chart that was made by commands says of some elements when it is reported. */
const told = (commands: readonly ChartCommand[], elements: readonly string[]) => {
  const chart = chartOf([open, ...commands]);
  const { elements: entries, groups } = chart;
  const dataSet = chartToDataSet({ chart, ...FACTS, entries: { elements: entries, groups } }, EMS);
  return leavesOf(dataSet).filter(({ element }) => elements.includes(element));
};

const said = (at: string, element: string, value: ElementValue): ChartCommand => ({
  type: 'put_elements',
  elements: [{ group: at, element, values: [value], within: at === 'root' ? 'root' : 'eVitals.VitalGroup' }],
  groups: [],
});

describe('the total of the Glasgow Coma Score', () => {
  const vitals = (given: Partial<Vitals>): ChartCommand => ({
    type: 'record_vitals',
    vital_id: VITAL_ID,
    vitals: { taken_at: minute(20), ...given },
  });
  const scores = { gcs_eye: 4, gcs_verbal: 5, gcs_motor: 6 };
  const total = (...commands: ChartCommand[]) => told(commands, ['eVitals.23']);

  it('is the sum of its components, where all of them are known', () => {
    expect(total(vitals(scores))).toStrictEqual([leaf('eVitals.23', '15')]);
    const { gcs_motor: _, ...two } = scores;
    expect(total(vitals(two))).toStrictEqual([]);
  });

  it.each([{ text: '3' }, { nv: '7701001' }])('is what somebody said of it: %o', (value) => {
    expect(total(vitals(scores), said(VITAL_ID, 'eVitals.23', value))).toStrictEqual([
      leaf('eVitals.23', value),
    ]);
  });

  it('is none where a component is a reason why there is none', () => {
    const { gcs_eye: _, ...two } = scores;
    expect(total(vitals(two), said(VITAL_ID, 'eVitals.19', { nv: '7701001' }))).toStrictEqual([]);
  });

  it.each([
    ['no total', [], 0],
    ['a total', [leaf('eVitals.23', '15')], 1],
    ['another total', [leaf('eVitals.23', '14')], 1],
  ])('is as it is in an imported file: %s', (_, more, times) => {
    const glasgow = group(
      'eVitals.GlasgowScoreGroup',
      leaf('eVitals.19', '4'),
      leaf('eVitals.20', '5'),
      leaf('eVitals.21', '6'),
      ...more,
    );
    const dataSet = report(
      group('eVitals', group('eVitals.VitalGroup', leaf('eVitals.01', minute(20)), glasgow)),
    );
    let ids = 500;
    const [imported] = dataSetToCharts(dataSet, EMS, {
      timeZone: 'UTC',
      nextId: () => {
        ids += 1;
        return idOf(ids);
      },
    });
    if (!imported) throw new Error('There is a report in it.');
    const { commands, ...facts } = imported;
    const leaves = leavesOf(chartToDataSet({ ...facts, chart: chartOf(commands) }, EMS));
    const scored = leaves.filter(({ element }) => /^eVitals\.(19|2[0-3])$/.test(element));
    expect(scored).toStrictEqual(leavesOf(glasgow));
    expect(scored.filter(({ element }) => element === 'eVitals.23')).toHaveLength(times);
  });
});

describe('the age', () => {
  const record = (changes: object): ChartCommand => ({ type: 'record', changes });
  const call = record({ times: { psap_call: '2025-03-02T02:15:00.000Z' } });
  const born = (date_of_birth: string, more: object = {}) => record({ patient: { date_of_birth, ...more } });
  const age = (...commands: ChartCommand[]) =>
    told(commands, ['ePatient.15', 'ePatient.16']).map(({ element, nv, text = nv }) => [element, text]);
  const of = (years: string, units: string) => [
    ['ePatient.15', years],
    ['ePatient.16', units],
  ];

  it.each([
    ['years', '1979-03-01', of('46', '2516009')],
    ['years before the birthday, by the clocks of the agency', '1979-03-02', of('45', '2516009')],
    ['the first year', '2024-03-01', of('1', '2516009')],
    ['months', '2024-03-02', of('11', '2516007')],
    ['a month', '2025-02-01', of('1', '2516007')],
    ['days', '2025-02-02', of('27', '2516001')],
    ['a day', '2025-02-28', of('1', '2516001')],
    ['no day, of which a date says no hours', '2025-03-01', []],
    ['birth after the call', '2025-04-01', []],
    ['more than the standard takes', '1890-01-01', []],
  ])('is that at the time of the call: %s', (_, date, expected) => {
    expect(age(call, born(date))).toStrictEqual(expected);
  });

  it('is that when the unit was told, where nobody knows when the call came in', () => {
    const told_at = record({ times: { unit_notified: '2025-03-02T12:00:00.000Z' } });
    expect(age(told_at, born('1979-03-02'))).toStrictEqual(of('46', '2516009'));
    expect(age(born('1979-03-02'))).toStrictEqual([]);
  });

  it('is of a date of birth and a time that are said by number, too', () => {
    const byNumber = [
      said('root', 'ePatient.17', { text: '1979-03-01' }),
      said('root', 'eTimes.01', { text: '2025-03-01T21:15:00-05:00' }),
    ];
    expect(age(...byNumber)).toStrictEqual(of('46', '2516009'));
  });

  it('is what somebody said of it', () => {
    expect(age(call, born('1979-03-01', { age: 50, age_units: '2516009' }))).toStrictEqual(
      of('50', '2516009'),
    );
    expect(age(call, born('1979-03-01', { age: 50 }))).toStrictEqual([['ePatient.15', '50']]);
    expect(age(call, born('1979-03-01'), said('root', 'ePatient.15', { nv: '7701001' }))).toStrictEqual([
      ['ePatient.15', '7701001'],
    ]);
  });
});
