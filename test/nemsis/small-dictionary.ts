import type { Dictionary, ElementDefinition, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';

const NOT_RECORDED = '7701003';

const element = (name: string, given: Partial<ElementDefinition> = {}): ElementDefinition => ({
  element: name,
  name,
  usage: 'Optional',
  national: false,
  state: false,
  min: 0,
  max: 1,
  nillable: false,
  type: 'Text',
  nv: [],
  pn: [],
  attributes: [],
  ...given,
});

const required = (name: string, given: Partial<ElementDefinition> = {}) =>
  element(name, {
    usage: 'Required',
    national: true,
    min: 1,
    nillable: true,
    nv: ['7701001', NOT_RECORDED],
    ...given,
  });

const attributes = (...names: string[]) => names.map((name) => ({ name, type: 'Text', required: false }));

type Occurs = Pick<GroupDefinition, 'min' | 'max'> & Partial<Pick<GroupDefinition, 'attributes'>>;

const group = (
  name: string,
  { attributes: known = [], ...occurs }: Occurs,
  children: GroupDefinition['children'],
): GroupDefinition => ({ group: name, ...occurs, attributes: known, children });

const ONE = { min: 1, max: 1 };
const MAYBE = { min: 0, max: 1 };
const ANY = { min: 0, attributes: attributes('CorrelationID') };

/** A dictionary of a few groups and elements of each kind, for tests that are not about the standard itself. */
export const SMALL: Dictionary = {
  release: '0.0.1',
  kind: 'EMS',
  types: {
    Text: { base: 'xs:string' },
    Moment: { base: 'xs:dateTime' },
    Count: { base: 'xs:integer' },
    Amount: { base: 'xs:decimal' },
    Bytes: { base: 'xs:base64Binary' },
  },
  lists: {},
  root: group('EMSDataSet', ONE, [
    group('Header', { min: 1 }, [
      group('DemographicGroup', ONE, [element('dAgency.01', { usage: 'Mandatory', national: true, min: 1 })]),
      group('eCustomConfiguration', MAYBE, [
        group('eCustomConfiguration.CustomGroup', { min: 0, attributes: attributes('CustomElementID') }, [
          element('eCustomConfiguration.01', { min: 1 }),
        ]),
      ]),
      group('PatientCareReport', { min: 1, attributes: attributes('UUID') }, [
        group('eRecord', ONE, [element('eRecord.01', { usage: 'Mandatory', national: true, min: 1 })]),
        group('eHistory', ONE, [
          element('eHistory.06', { nillable: true, attributes: attributes('CodeType', 'CorrelationID') }),
          group('eHistory.PractitionerGroup', ANY, [element('eHistory.02')]),
        ]),
        group('eVitals', ONE, [
          group('eVitals.VitalGroup', { ...ANY, min: 1 }, [
            required('eVitals.01', { type: 'Moment' }),
            group('eVitals.BloodPressureGroup', ONE, [
              required('eVitals.06', { type: 'Count' }),
              element('eVitals.07', { nillable: true, nv: [NOT_RECORDED], pn: ['8801023'] }),
            ]),
            element('eVitals.16', { type: 'Amount', attributes: attributes('ETCO2Type') }),
          ]),
        ]),
        group('eDevice', MAYBE, [element('eDevice.05', { type: 'Bytes' })]),
        group('eAirway', MAYBE, [
          group(
            'eAirway.ConfirmationGroup',
            { min: 0, attributes: attributes('CorrelationID', 'ProcedureGroupCorrelationID') },
            [element('eAirway.05', { type: 'Count' })],
          ),
        ]),
        group('eDisposition', ONE, [
          element('eDisposition.27', { usage: 'Mandatory', min: 1, national: true }),
        ]),
        group('eCustomResults', MAYBE, [
          group('eCustomResults.ResultsGroup', ANY, [
            element('eCustomResults.01'),
            element('eCustomResults.03'),
          ]),
        ]),
      ]),
    ]),
  ]),
};
