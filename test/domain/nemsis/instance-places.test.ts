import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../domain/nemsis/chart-map/tree.ts';
import { toldChart } from '../../../domain/nemsis/chart-to-data-set.ts';
import { exportDataSet } from '../../../domain/nemsis/export-data-set.ts';
import { instancePlaces, withInstance } from '../../../domain/nemsis/instance-places.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { Finding } from '../../../schemas/nemsis/finding.ts';
import { DEMOGRAPHICS, LICENCE, PERSON } from '../../functions/agency-world.ts';
import { AGENCY } from '../../functions/exports/export-world.ts';
import { group, leaf } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { idOf, minute, open, recordVitals, VITAL_ID } from '../../sample-chart.ts';

const REPORT = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]';
const [EXAM, EYES, LATER] = [idOf(61), idOf(62), idOf(63)];
const finding = (location: string): Finding => ({
  stage: 'xsd',
  rule: 'pattern',
  severity: 'FATAL',
  element: 'e',
  location,
  message: 'm',
});

const CREW = ['54266', '54267'].map((crew_id) => ({ crew_id, level: '9925007', roles: ['2403011'] }));
const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
const record = { uuid: idOf(1), number: '1', software: { creator: 'a', name: 'b', version: 'c' } };
const commands: readonly ChartCommand[] = [
  open,
  recordVitals,
  { type: 'record_vitals', vital_id: LATER, vitals: { taken_at: minute(30) } },
  { type: 'record', changes: { response: { crew: CREW }, situation: { chief_complaint: 'Dizzy' } } },
  {
    type: 'put_elements',
    elements: [{ group: EYES, element: 'eExam.17', values: [{ text: '3517001' }], within: 'eExam.EyeGroup' }],
    groups: [
      { id: EXAM, group: 'eExam.AssessmentGroup', within: 'root' },
      { id: EYES, group: 'eExam.EyeGroup', parent: EXAM, within: 'eExam.AssessmentGroup' },
    ],
  },
];

describe('the places of instances', () => {
  const chart = chartOf(commands);
  const { dataSet, instance } = toldChart(
    { chart, agency, record, entries: { elements: chart.elements, groups: chart.groups } },
    EMS,
  );

  it('are those at which typed parts and groups of a chart stand, groups in groups too', () => {
    const exam = `${REPORT}/*:eExam[1]/*:eExam.AssessmentGroup[1]`;
    expect([...instancePlaces(dataSet, instance)]).toStrictEqual([
      ...CREW.map(({ crew_id }, n) => [
        `${REPORT}/*:eCrew[1]/*:eCrew.CrewGroup[${n + 1}]`,
        `crew/${crew_id}`,
      ]),
      [`${REPORT}/*:eSituation[1]/*:eSituation.PatientComplaintGroup[1]`, 'chief-complaint'],
      [`${REPORT}/*:eVitals[1]/*:eVitals.VitalGroup[1]`, VITAL_ID],
      [`${REPORT}/*:eVitals[1]/*:eVitals.VitalGroup[2]`, LATER],
      [exam, EXAM],
      [`${exam}/*:eExam.EyeGroup[1]`, EYES],
    ]);
  });

  it('are counted without what is left out', () => {
    const [one, other]: Instance[] = ['one', 'other'].map((id) => ({
      id,
      said: {},
      attributes: undefined,
      within: new Map(),
    }));
    if (!one || !other) throw new Error('There are two.');
    const whole = { id: 'root', said: {}, attributes: undefined, within: new Map([['g', [one, other]]]) };
    const empty = group('g');
    const told = group('EMSDataSet', empty, group('g', leaf('eExam.01', '1')));
    expect([...instancePlaces(told, whole, (each) => each !== empty)]).toStrictEqual([
      ['/*:EMSDataSet[1]/*:g[1]', 'other'],
    ]);
  });

  it('tell of a finding the innermost instance that it is in', () => {
    const places = instancePlaces(dataSet, instance);
    const at = (location: string) => withInstance(places)(finding(location)).instance;
    const vitals = `${REPORT}/*:eVitals[1]/*:eVitals.VitalGroup[2]`;
    expect([at(vitals), at(`${vitals}/*:eVitals.BloodPressureGroup[1]/*:eVitals.06[1]`)]).toStrictEqual([
      LATER,
      LATER,
    ]);
    expect(at(`${REPORT}/*:eExam[1]/*:eExam.AssessmentGroup[1]/*:eExam.EyeGroup[1]/*:eExam.17[1]`)).toBe(
      EYES,
    );
    expect(at(`${REPORT}/*:eExam[1]/*:eExam.AssessmentGroup[1]/*:eExam.EyeGroup[2]`)).toBe(EXAM);
  });

  it('leave a finding as it is where it is in none', () => {
    const places = instancePlaces(dataSet, instance);
    for (const location of ['', REPORT, `${REPORT}/*:eTimes[1]/*:eTimes.03[1]`])
      expect(withInstance(places)(finding(location))).toStrictEqual(finding(location));
  });
});

describe('an export', () => {
  const software = record.software;

  it('has the places of what the national registry takes', () => {
    const [first, second] = [idOf(64), idOf(65)];
    const said = (at: string, element: string, text: string) => ({
      group: at,
      element,
      values: [{ text }],
      within: 'eVitals.VitalGroup',
    });
    const chart = chartOf([
      ...commands,
      {
        type: 'put_elements',
        elements: [said(first, 'eVitals.23', '15'), said(second, 'eVitals.06', '120')],
        groups: [first, second].map((id) => ({ id, group: 'eVitals.VitalGroup', within: 'root' })),
      },
    ]);
    const of = (kind: 'full' | 'national') =>
      [...exportDataSet({ kind, chart, agency, software }, EMS).places.entries()]
        .filter(([place]) => place.includes('eVitals'))
        .map(([place, id]) => [place.slice(-3), id]);
    const typed = [
      ['[1]', VITAL_ID],
      ['[2]', LATER],
    ];
    expect(of('full')).toStrictEqual([...typed, ['[3]', first], ['[4]', second]]);
    expect(of('national')).toStrictEqual([...typed, ['[3]', second]]);
  });

  it('of demographic data has them too', () => {
    const profile = { ...AGENCY, demographics: DEMOGRAPHICS };
    const { places } = exportDataSet({ kind: 'dem', profile, at: minute(0), software }, DEM);
    const person = '/*:DEMDataSet[1]/*:DemographicReport[1]/*:dPersonnel[1]/*:dPersonnel.PersonnelGroup[1]';
    expect(places.get(person)).toBe(PERSON);
    expect([...places.values()]).toContain(LICENCE);
  });
});
