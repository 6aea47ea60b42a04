import { describe, expect, it } from 'vitest';
import { judgedChart, type ReportFacts } from '../../../domain/nemsis/chart-findings.ts';
import { completeness } from '../../../domain/nemsis/profile.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import { blocks } from '../../../schemas/nemsis/finding.ts';
import { group, leaf, marked } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_REPORTS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { open, recordVitals } from '../../sample-chart.ts';

const REPORT = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]';

/** A report of the small dictionary that lacks nothing, with these sections besides. */
const whole = (...vitals: DataSet['children']): DataSet =>
  group(
    'EMSDataSet',
    group(
      'Header',
      group('DemographicGroup', leaf('dAgency.01', 'C034')),
      marked(
        'PatientCareReport',
        { UUID: 'one' },
        group('eRecord', leaf('eRecord.01', 'R-1')),
        group('eVitals', ...vitals),
        group('eDisposition', leaf('eDisposition.27', '4227001')),
      ),
    ),
  );
const vitals = (...children: DataSet['children']) => group('eVitals.VitalGroup', ...children);
const taken = leaf('eVitals.01', '2024-10-07T20:20:00-04:00');
const pressure = group('eVitals.BloodPressureGroup', leaf('eVitals.06', '120'));

describe('a data set', () => {
  it('that says all that is wanted has no findings', () => {
    expect(completeness(whole(vitals(taken, pressure)), SMALL)).toStrictEqual([]);
  });

  it('is warned of what is required and nobody recorded, whether or not that is said', () => {
    const recorded = vitals(
      taken,
      group('eVitals.BloodPressureGroup', leaf('eVitals.06', { nv: '7701003' })),
    );
    const warning = (element: string, location: string) => ({
      stage: 'profile',
      rule: 'not-recorded',
      severity: 'WARNING',
      element,
      location: `${REPORT}/*:eVitals[1]${location}`,
      message: `${element} ${element} is required, and nothing was recorded; it is sent as not recorded.`,
    });
    expect(completeness(whole(vitals(pressure), recorded), SMALL)).toStrictEqual([
      warning('eVitals.01', '/*:eVitals.VitalGroup[1]'),
      warning('eVitals.06', '/*:eVitals.VitalGroup[2]/*:eVitals.BloodPressureGroup[1]'),
    ]);
  });

  it('needs no value where the standard takes a reason', () => {
    const none = group('eVitals.BloodPressureGroup', leaf('eVitals.06', { nv: '7701001' }));
    expect(completeness(whole(vitals(taken, none)), SMALL)).toStrictEqual([]);
  });

  it('is in error where something is missing that no software can fill', () => {
    const without = whole(vitals(taken, pressure));
    const [header] = without.children;
    const children = header && 'children' in header ? header.children.slice(1) : [];
    expect(completeness(group('EMSDataSet', group('Header', ...children)), SMALL)).toStrictEqual([
      {
        stage: 'profile',
        rule: 'missing',
        severity: 'ERROR',
        element: 'dAgency.01',
        location: '/*:EMSDataSet[1]/*:Header[1]/*:DemographicGroup[1]',
        message: 'dAgency.01 dAgency.01 is missing; without it nobody takes the report.',
      },
    ]);
  });

  it('is in error where a value is wrong, and the value is not repeated', () => {
    const wrong = group('eVitals.BloodPressureGroup', leaf('eVitals.06', 'Zebedee'));
    expect(completeness(whole(vitals(taken, wrong)), SMALL)).toStrictEqual([
      {
        stage: 'profile',
        rule: 'form',
        severity: 'ERROR',
        element: 'eVitals.06',
        location: `${REPORT}/*:eVitals[1]/*:eVitals.VitalGroup[1]/*:eVitals.BloodPressureGroup[1]/*:eVitals.06[1]`,
        message: 'eVitals.06 must be a whole number.',
      },
    ]);
  });

  it('names what lacks an attribute', () => {
    const { root } = SMALL;
    const strict = { ...SMALL, root: { ...root, attributes: [{ name: 'x', type: 'Text', required: true }] } };
    expect(completeness(whole(vitals(taken, pressure)), strict)).toMatchObject([
      { rule: 'missing-attribute', element: 'EMSDataSet', location: '/*:EMSDataSet[1]' },
    ]);
  });

  it.skipIf(!nemsisMaterial).each(titled(OFFICIAL_REPORTS))('%s lacks nothing that blocks', (file) => {
    expect(completeness(readOfficial(file).dataSet, EMS).filter(blocks)).toStrictEqual([]);
  });
});

describe('a chart', () => {
  const facts: ReportFacts = {
    agency: { state_id: 'C034', number: '351-C034P2', state: '09', time_zone: 'America/New_York' },
    record: {
      uuid: 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15',
      number: 'R-1',
      software: { creator: 'Maker', name: 'Charts', version: '1.0' },
    },
  };
  const chart = chartOf([open, recordVitals]);
  const blocking = (found: ReturnType<typeof judgedChart>) =>
    found.findings.filter(blocks).map(({ element, rule }) => [element, rule]);

  it('that was just begun lacks what no software can say', () => {
    const found = judgedChart(chart, facts, EMS);
    expect(blocking(found)).toStrictEqual(expect.arrayContaining([['eDisposition.27', 'missing']]));
    expect(blocking(found).every(([, rule]) => rule === 'missing')).toBe(true);
    expect(found.findings.find(({ element }) => element === 'ePatient.13')).toBeUndefined();
    expect(found.findings.find(({ element }) => element === 'ePatient.15')).toMatchObject({
      rule: 'not-recorded',
      severity: 'WARNING',
    });
    expect(found.findings.find(({ element }) => element === 'eTimes.08')).toMatchObject({
      rule: 'recommended',
      message: 'eTimes.08 Transfer of EMS Patient Care Date/Time is recommended, and nothing was recorded.',
    });
  });

  it('is judged by what it says by number, too', () => {
    const said = chartOf([
      open,
      recordVitals,
      {
        type: 'put_elements',
        elements: [{ group: 'root', element: 'eTimes.08', values: [{ text: 'soon' }], within: 'root' }],
        groups: [],
      },
    ]);
    const [found] = judgedChart(said, facts, EMS).findings.filter(({ element }) => element === 'eTimes.08');
    expect(found).toMatchObject({ severity: 'ERROR', rule: 'form' });
  });

  it('without the facts of its agency says so, and is judged all the same', () => {
    const found = judgedChart(chart, undefined, EMS);
    const known = blocking(judgedChart(chart, facts, EMS));
    expect(blocking(found)).toStrictEqual([['dAgency.01', 'agency'], ...known]);
  });
});
