import type * as z from 'zod';
import { Dictionary } from '../../../schemas/nemsis/dictionary.ts';

const element = (
  name: string,
  more: Partial<z.input<typeof Dictionary>['root']['children'][number]> = {},
) => ({
  element: name,
  name,
  usage: 'Required',
  min: 1,
  max: 1,
  type: 'Text',
  ...more,
});

/** A dictionary of a few elements that has one of everything. */
export const TINY: Dictionary = Dictionary.parse({
  release: '0.0.1',
  kind: 'EMS',
  root: {
    group: 'EMSDataSet',
    min: 1,
    max: 1,
    attributes: [{ name: 'UUID', type: 'Text', required: true }],
    children: [
      element('eFirst.01', { national: true, state: true }),
      {
        group: 'eMiddle.Group',
        min: 1,
        children: [
          element('eMiddle.01', {
            national: true,
            nillable: true,
            nv: ['7701001', '7701003'],
            pn: ['8801019', '8801029'],
            type: 'Colour',
            attributes: [
              { name: 'CorrelationID', type: 'Text' },
              { name: 'Unit', type: 'eMiddle.01.Unit' },
            ],
          }),
          element('eMiddle.02', { min: 0, max: undefined, pn: ['8801005'], type: 'Count' }),
          element('eSituation.10', { min: 0, nillable: true, pn: ['8801031'], nv: ['7701001'] }),
          element('eCustomResults.01', { min: 0, nillable: true, nv: ['7701001'], pn: ['8801019'] }),
        ],
      },
      {
        group: 'eLast',
        min: 0,
        max: 1,
        children: [element('eLast.01', { usage: 'Optional', deprecated: true })],
      },
    ],
  },
  types: {
    Text: { base: 'xs:string', minLength: 2, maxLength: 5 },
    Colour: { base: 'xs:string', codes: 'Colour' },
    Count: { base: 'xs:integer', minInclusive: '1', maxInclusive: '99' },
    'eMiddle.01.Unit': { anyOf: ['Count', 'Unit'] },
    Unit: { base: 'xs:string', codes: 'Unit' },
  },
  lists: {
    Colour: [
      ['1001', 'Red'],
      ['1003', 'Blue'],
    ],
    Unit: [['mmHg', 'Millimetres']],
    NV: [
      ['7701001', 'Not Applicable'],
      ['7701003', 'Not Recorded'],
    ],
    PN: [
      ['8801005', 'Exam Finding Not Present'],
      ['8801019', 'Refused'],
      ['8801029', 'Approximate'],
      ['8801031', 'Symptom Not Present'],
    ],
  },
});
