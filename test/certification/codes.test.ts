import { describe, expect, test } from 'vitest';
import { EMS } from '../nemsis/dictionaries.ts';
import { codeIn, codeOf } from './codes.ts';

describe('what a page shows is kept as a code', () => {
  test.each([
    ['the label of a list', 'Yes', 'YesNoValues', '9923003'],
    ['a code with its label', '4 - Opens Eyes spontaneously (All Age Groups)', 'GlasgowComaScoreEyes', '4'],
    ['a label that looks like a code with one', 'Yellow - Delayed', 'TriageClassification', '2708003'],
    ['a code of one of several lists', 'RxNorm', 'eMedications.03.CodeType', '9924003'],
    ['a state', 'Connecticut', 'ANSIStateCode', '09'],
    ['a code of a register, shown with its name', 'R46.4 - Slowness', 'AssociatedSymptoms', 'R46.4'],
    ['somebody of the crew, shown with the name', '42257 - Tanner Stokes', 'CrewMemberID', '42257'],
    ['a day', 'April 8, 1979', 'DateOfBirth', '1979-04-08'],
    ['a moment', 'October 7, 2024, 20:20:00 GMT-04:00', 'DateTimeType', '2024-10-07T20:20:00-04:00'],
    ['a text', '24 Hospital Avenue - Door B', 'StreetAddress', '24 Hospital Avenue - Door B'],
    ['a number', '36.1', 'BodyTemperature', '36.1'],
  ])('%s', (_, shown, type, code) => {
    expect(codeOf(shown, type, EMS)).toBe(code);
  });

  test('or refused, where no list has it', () => {
    const nobody = 'Nobody can choose "Perhaps": it is in no list YesNoValues.';
    expect(() => codeOf('Perhaps', 'YesNoValues', EMS)).toThrow(nobody);
    expect(codeIn('NV', 'Not Applicable', EMS)).toBe('7701001');
    expect(() => codeIn('YesNoValues', 'Perhaps', EMS)).toThrow(nobody);
  });
});
