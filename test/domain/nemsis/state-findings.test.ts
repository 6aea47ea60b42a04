import { expect, it } from 'vitest';
import { stateFindings } from '../../../domain/nemsis/state-findings.ts';
import type { StateReport } from '../../../schemas/nemsis/state-answer.ts';

const NOTHING: StateReport = {
  xml_error_count: 0,
  xml_errors: [],
  rule_violations: [],
  custom: [],
  left_out: 0,
};
const AT = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eTimes[1]/*:eTimes.13[1]';
const violation = {
  rule: 'nemSch_e049',
  role: '[WARNING]',
  location: AT,
  message: 'In order.',
  elements: [],
};

it('finds nothing where nothing is reported', () => {
  expect(stateFindings(NOTHING)).toStrictEqual([]);
});

it('gives a violation of the schema as one finding a place, or a message', () => {
  const xml_errors = [
    {
      description: 'Bad value',
      messages: [],
      places: [
        { name: 'eTimes.03', xpath: AT },
        { name: 'eTimes.04', line: 7, column: 3 },
        { name: '', line: 8 },
        { name: 'eTimes.05' },
      ],
    },
    { description: 'General', messages: ['one'], places: [] },
    { description: 'Alone', messages: [], places: [] },
  ];
  expect(
    stateFindings({ ...NOTHING, xml_error_count: 6, xml_errors }).map(
      ({ element, location, message }) => `${element} | ${location} | ${message}`,
    ),
  ).toStrictEqual([
    `eTimes.03 | ${AT} | Bad value`,
    'eTimes.04 | line 7, column 3 | Bad value',
    'undefined | line 8 | Bad value',
    'eTimes.05 |  | Bad value',
    'undefined |  | General: one',
    'undefined |  | Alone',
  ]);
});

it('says so when violations are counted and none is listed', () => {
  expect(stateFindings({ ...NOTHING, xml_error_count: 2 })).toStrictEqual([
    {
      stage: 'xsd',
      rule: 'xml-schema',
      severity: 'error',
      location: '',
      message: 'The state counts 2 violations of its XML schema and lists none.',
    },
  ]);
});

it('gives a violated rule where its diagnostic points, or where it stood', () => {
  const pointed = {
    ...violation,
    elements: [{ location: '/*:eTimes[1]/*:eTimes.11[1]' }, { name: 'eTimes.12', location: '/*:eTimes[1]' }],
  };
  const found = stateFindings({ ...NOTHING, rule_violations: [violation, pointed] });
  expect(found[0]).toStrictEqual({
    stage: 'schematron',
    rule: 'nemSch_e049',
    severity: 'warning',
    element: 'eTimes.13',
    location: AT,
    message: 'In order.',
  });
  expect(found.slice(1).map(({ element, location }) => [element, location])).toStrictEqual([
    ['eTimes.11', '/*:eTimes[1]/*:eTimes.11[1]'],
    ['eTimes.12', '/*:eTimes[1]'],
  ]);
});

it.each([
  ['[FATAL]', 'fatal'],
  ['[ERROR]', 'error'],
  ['WARN', 'warning'],
  ['info', 'info'],
  ['', 'error'],
])('takes the role %j as %s, and no element where the place names none', (role, severity) => {
  const [found] = stateFindings({ ...NOTHING, rule_violations: [{ ...violation, role, location: '/' }] });
  expect(found).toStrictEqual({
    stage: 'schematron',
    rule: 'nemSch_e049',
    severity,
    location: '/',
    message: 'In order.',
  });
});

it("keeps a report of the state's own", () => {
  expect(stateFindings({ ...NOTHING, custom: [{ type: 'ETL', text: 'No such unit.' }] })).toStrictEqual([
    { stage: 'state', rule: 'ETL', severity: 'info', location: '', message: 'No such unit.' },
  ]);
});
