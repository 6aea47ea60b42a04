import { describe, expect, it } from 'vitest';
import { judgedChart } from '../../../domain/nemsis/chart-findings.ts';
import { exportDataSet } from '../../../domain/nemsis/export-data-set.ts';
import type { ElementValue } from '../../../schemas/nemsis/entries.ts';
import { AGENCY } from '../../functions/exports/export-world.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { open, recordVitals, VITAL_ID, VITALS } from '../../sample-chart.ts';

const REPORT = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]';
const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
const software = { creator: 'a', name: 'b', version: 'c' };
const patient = { type: 'record', changes: { patient: { last_name: 'Marker', ssn: '123456789' } } } as const;

const chartWith = (...said: (readonly [group: string, element: string, value: ElementValue])[]) =>
  chartOf([
    open,
    recordVitals,
    patient,
    {
      type: 'put_elements',
      elements: said.map(([at, element, value]) => ({
        group: at,
        element,
        values: [value],
        within: at === VITAL_ID ? 'eVitals.VitalGroup' : 'root',
      })),
      groups: [],
    },
  ]);
const overruledIn = (...said: Parameters<typeof chartWith>) =>
  judgedChart(chartWith(...said), undefined, EMS).findings.filter(({ rule }) => rule === 'overruled');
const warning = (element: string, name: string) => ({
  stage: 'profile',
  rule: 'overruled',
  severity: 'WARNING',
  element,
  message: `${element} ${name} is said by number, and otherwise by a field of the chart; the field is exported.`,
});

describe('what a chart says by number, and a field says otherwise', () => {
  it('is a warning, with the part of the chart that it is in', () => {
    expect(
      overruledIn([VITAL_ID, 'eVitals.06', { text: '98' }], ['root', 'ePatient.02', { nv: '7701001' }]),
    ).toStrictEqual([
      { ...warning('ePatient.02', 'Last Name'), location: REPORT },
      {
        ...warning('eVitals.06', 'SBP (Systolic Blood Pressure)'),
        location: `${REPORT}/*:eVitals[1]/*:eVitals.VitalGroup[1]`,
        instance: VITAL_ID,
      },
    ]);
  });

  it('is none where the entry says the same in other words, or nothing else is said', () => {
    expect(
      overruledIn(
        [VITAL_ID, 'eVitals.06', { text: `0${VITALS.systolic}` }],
        [VITAL_ID, 'eVitals.17', { text: '5' }],
        ['root', 'eResponse.03', { nv: '7701001' }],
      ),
    ).toStrictEqual([]);
  });

  it.each([
    ['full', ['ePatient.02', 'eVitals.06']],
    ['national', ['eVitals.06']],
  ] as const)('is told of the elements of an export: %s', (kind, elements) => {
    const chart = chartWith(
      ['root', 'ePatient.02', { text: 'Other' }],
      [VITAL_ID, 'eVitals.06', { text: '98' }],
    );
    const { gaps } = exportDataSet({ kind, chart, agency, software }, EMS);
    const found = gaps.filter(({ rule }) => rule === 'overruled');
    expect(found.map(({ element }) => element)).toStrictEqual(elements);
    expect(found.at(-1)?.instance).toBe(VITAL_ID);
    expect(JSON.stringify(gaps)).not.toMatch(/Marker|Other"/);
  });
});
