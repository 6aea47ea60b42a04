import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPLAINT } from '../../../../domain/nemsis/chart-map/complaint.ts';
import { CREW } from '../../../../domain/nemsis/chart-map/crew.ts';
import { DISPOSITION } from '../../../../domain/nemsis/chart-map/disposition.ts';
import { ATTACHMENT, SIGNATURE } from '../../../../domain/nemsis/chart-map/files.ts';
import { MEDICATION, PROCEDURE } from '../../../../domain/nemsis/chart-map/interventions.ts';
import { LOCATION } from '../../../../domain/nemsis/chart-map/location.ts';
import { NARRATIVE } from '../../../../domain/nemsis/chart-map/narrative.ts';
import { PATIENT } from '../../../../domain/nemsis/chart-map/patient.ts';
import { RESPONSE } from '../../../../domain/nemsis/chart-map/response.ts';
import {
  carriedBy,
  type Known,
  type Said,
  saidBy,
  type Table,
} from '../../../../domain/nemsis/chart-map/row.ts';
import { SITUATION } from '../../../../domain/nemsis/chart-map/situation.ts';
import { TIMES } from '../../../../domain/nemsis/chart-map/times.ts';
import { VITALS } from '../../../../domain/nemsis/chart-map/vitals.ts';
import { localText, zoneOf } from '../../../../domain/nemsis/chart-map/zone.ts';
import { Intervention, Vitals } from '../../../../schemas/chart/care.ts';
import { SECTIONS } from '../../../../schemas/chart/sections.ts';
import { indexOf } from '../../../../schemas/nemsis/dictionary-index.ts';
import { EMS } from '../../../nemsis/dictionaries.ts';
import { arbitraryOf } from '../../../schema-arbitrary.ts';

const zone = zoneOf('America/New_York');
const TABLES = {
  response: RESPONSE,
  times: TIMES,
  location: LOCATION,
  situation: SITUATION,
  complaint: COMPLAINT,
  disposition: DISPOSITION,
  patient: PATIENT,
  narrative: NARRATIVE,
  crew: CREW,
  vitals: VITALS,
  procedure: PROCEDURE,
  medication: MEDICATION,
  signature: SIGNATURE,
  attachment: ATTACHMENT,
};

const said = <F extends object>(table: Table<F>, fields: Known<F>, entries: Said = {}) =>
  saidBy(table, fields, { entries, zone });

/** Fields that no element says: a person's name of the crew, a medication's beside its code. */
const fieldsOf = <F>({ rows }: Table<F>): string[] => rows.flatMap(({ fields }) => fields).sort();

const once = <F extends object>(table: Table<F>) => {
  fc.assert(
    fc.property(arbitraryOf(table.schema), (fields) => {
      const first = said(table, fields);
      const back = carriedBy(table, first, zone);
      expect(back.entries).toStrictEqual({});
      expect(said(table, back.fields)).toStrictEqual(first);
    }),
    { numRuns: 20 },
  );
};

describe('each table', () => {
  it('has an element in one row alone, and all are of the standard', () => {
    const elements = Object.values(TABLES).flatMap(({ rows }) => rows.flatMap((row) => row.elements));
    expect(new Set(elements).size).toBe(elements.length);
    expect(elements.filter((element) => !indexOf(EMS).elements.has(element))).toStrictEqual([]);
  });

  it('has every field that a chart has typed', () => {
    const { crew: _, ...response } = SECTIONS.response.shape;
    expect(fieldsOf(RESPONSE)).toStrictEqual(Object.keys(response).sort());
    expect(fieldsOf(TIMES)).toStrictEqual(Object.keys(SECTIONS.times.shape).sort());
    expect(fieldsOf(LOCATION)).toStrictEqual(Object.keys(SECTIONS.location.shape).sort());
    expect([...fieldsOf(SITUATION), ...fieldsOf(COMPLAINT)].sort()).toStrictEqual(
      Object.keys(SECTIONS.situation.shape).sort(),
    );
    expect(fieldsOf(DISPOSITION)).toStrictEqual(Object.keys(SECTIONS.disposition.shape).sort());
    expect(fieldsOf(PATIENT)).toStrictEqual(Object.keys(SECTIONS.patient.shape).sort());
    expect(fieldsOf(NARRATIVE)).toStrictEqual(Object.keys(SECTIONS.narrative.shape).sort());
    expect(fieldsOf(VITALS)).toStrictEqual(Object.keys(Vitals.shape).sort());
    const [procedure, medication] = Intervention.options;
    expect([...fieldsOf(PROCEDURE), 'kind'].sort()).toStrictEqual(Object.keys(procedure.shape).sort());
    expect([...fieldsOf(MEDICATION), 'kind', 'medication_name'].sort()).toStrictEqual(
      Object.keys(medication.shape).sort(),
    );
  });

  it.each([
    ['response', () => once(RESPONSE)],
    ['times', () => once(TIMES)],
    ['location', () => once(LOCATION)],
    ['situation', () => once(SITUATION)],
    ['complaint', () => once(COMPLAINT)],
    ['disposition', () => once(DISPOSITION)],
    ['patient', () => once(PATIENT)],
    ['narrative', () => once(NARRATIVE)],
    ['crew', () => once(CREW)],
    ['vitals', () => once(VITALS)],
    ['procedure', () => once(PROCEDURE)],
    ['medication', () => once(MEDICATION)],
    ['signature', () => once(SIGNATURE)],
    ['attachment', () => once(ATTACHMENT)],
  ])('reads what it wrote, and then writes the same: %s', (_, check) => check(), 30_000);
});

describe('a typed field', () => {
  const writing =
    <F extends object>(table: Table<F>, fields: Known<F>) =>
    () =>
      said(table, fields);
  const reading = <F extends object>(table: Table<F>, from: Said) => ({
    from,
    read: () => carriedBy(table, from, zone),
  });
  const beside = <F extends object>(table: Table<F>, from: Said, fields: Known<F>) => ({
    ...reading(table, from),
    fields,
    tell: () => said(table, fields, from),
  });

  it.each([
    ['a text', writing(PATIENT, { last_name: 'Howell' }), { 'ePatient.02': [{ text: 'Howell' }] }],
    [
      'several',
      writing(PATIENT, { race: ['2514011', '2514005'] }),
      { 'ePatient.14': [{ text: '2514011' }, { text: '2514005' }] },
    ],
    ['a whole number', writing(PATIENT, { age: 45 }), { 'ePatient.15': [{ text: '45' }] }],
    [
      'a fraction',
      writing(RESPONSE, { odometer_end: 310_129.1 }),
      { 'eResponse.22': [{ text: '310129.1' }] },
    ],
    [
      'a number too small for digits',
      writing(RESPONSE, { odometer_end: 1e-7 }),
      { 'eResponse.22': [{ text: '0.0000001' }] },
    ],
    [
      'a number too large for them',
      writing(RESPONSE, { odometer_end: 1e21 }),
      { 'eResponse.22': [{ text: '1000000000000000000000' }] },
    ],
    [
      'a moment in summer',
      writing(TIMES, { psap_call: '2024-10-08T00:20:00.000Z' }),
      { 'eTimes.01': [{ text: '2024-10-07T20:20:00-04:00' }] },
    ],
    [
      'a moment in winter',
      writing(TIMES, { psap_call: '2025-01-08T00:20:00.250Z' }),
      { 'eTimes.01': [{ text: '2025-01-07T19:20:00.250-05:00' }] },
    ],
    ['yes', writing(VITALS, { prior_to_arrival: true }), { 'eVitals.02': [{ text: '9923003' }] }],
    ['no', writing(VITALS, { prior_to_arrival: false }), { 'eVitals.02': [{ text: '9923001' }] }],
    [
      'a place',
      writing(LOCATION, { gps: { latitude: 41.396, longitude: -73.45300049 } }),
      { 'eScene.11': [{ text: '41.396,-73.453' }] },
    ],
    [
      'the middle of the map',
      writing(LOCATION, { gps: { latitude: -0, longitude: -1e-9 } }),
      { 'eScene.11': [{ text: '0,0' }] },
    ],
    [
      'pressure of carbon dioxide',
      writing(VITALS, { etco2: 38, etco2_unit: 'mmHg' }),
      { 'eVitals.16': [{ text: '38', attributes: { ETCO2Type: '3340001' } }] },
    ],
    [
      'carbon dioxide in percent',
      writing(VITALS, { etco2: 5.3, etco2_unit: 'percent' }),
      { 'eVitals.16': [{ text: '5.3', attributes: { ETCO2Type: '3340003' } }] },
    ],
    ['carbon dioxide without a unit', writing(VITALS, { etco2: 5.3 }), { 'eVitals.16': [{ text: '5.3' }] }],
    ['a unit without carbon dioxide', writing(VITALS, { etco2_unit: 'mmHg' }), {}],
    [
      'a medication',
      writing(MEDICATION, { medication: '317361' }),
      { 'eMedications.03': [{ text: '317361', attributes: { CodeType: '9924003' } }] },
    ],
    [
      'a complaint',
      writing(COMPLAINT, { chief_complaint: 'Dizzy' }),
      { 'eSituation.03': [{ text: '2803001' }], 'eSituation.04': [{ text: 'Dizzy' }] },
    ],
    ['no complaint', writing(COMPLAINT, {}), {}],
    ['nothing', writing(PATIENT, {}), {}],
  ])('says %s', (_, write, expected) => {
    expect(write()).toStrictEqual(expected);
  });

  it.each([
    [20, '20', '2806003'],
    [60, '1', '2806005'],
    [90, '90', '2806003'],
    [1440, '1', '2806007'],
    [10_080, '1', '2806009'],
    [400, '7', '2806005'],
    [1450, '1', '2806007'],
    [30_000, '3', '2806009'],
  ])('says a duration of %i minutes in the longest unit that is exact', (minutes, size, unit) => {
    expect(said(COMPLAINT, { complaint_duration_minutes: minutes })).toStrictEqual({
      'eSituation.03': [{ text: '2803001' }],
      'eSituation.05': [{ text: size }],
      'eSituation.06': [{ text: unit }],
    });
  });

  it('has no way to say a duration of no minutes', () => {
    expect(said(COMPLAINT, { complaint_duration_minutes: 0 })).toStrictEqual({});
  });

  it.each([
    ['Maria Ariane Howell', { 'eOther.20': [{ text: 'Howell' }], 'eOther.21': [{ text: 'Maria Ariane' }] }],
    ['Howell', { 'eOther.20': [{ text: 'Howell' }] }],
  ])('says the signer %s by last and first name', (name, expected) => {
    expect(said(SIGNATURE, { signer_name: name })).toStrictEqual({
      ...expected,
      'eOther.15': [{ text: '4515031' }],
    });
  });

  it.each([
    ['nil', reading(PATIENT, { 'ePatient.02': [{ nv: '7701003' }] })],
    [
      'a negated value',
      reading(SITUATION, { 'eSituation.10': [{ text: 'R41.0' }, { text: 'R42', pn: '8801031' }] }),
    ],
    ['more values than one', reading(PATIENT, { 'ePatient.19': [{ text: 'a@b.com' }, { text: 'c@d.com' }] })],
    ['what the field would refuse', reading(PATIENT, { 'ePatient.15': [{ text: '121' }] })],
    ['no number', reading(PATIENT, { 'ePatient.15': [{ text: '4 5' }] })],
    ['neither yes nor no', reading(VITALS, { 'eVitals.02': [{ text: '9923005' }] })],
    ['half a place', reading(LOCATION, { 'eScene.11': [{ text: '41.396' }] })],
    ['a palpated pressure', reading(VITALS, { 'eVitals.07': [{ text: 'P' }] })],
    ['kilopascals', reading(VITALS, { 'eVitals.16': [{ text: '5', attributes: { ETCO2Type: '3340005' } }] })],
    ['no amount of carbon dioxide', reading(VITALS, { 'eVitals.16': [{ pn: '8801023' }] })],
    [
      'a medication of another system',
      reading(MEDICATION, { 'eMedications.03': [{ text: '71493000', attributes: { CodeType: '9924005' } }] }),
    ],
    ['no medication', reading(MEDICATION, { 'eMedications.03': [] })],
    ['another complaint', reading(COMPLAINT, { 'eSituation.03': [{ text: '2803003' }] })],
    ['half a duration', reading(COMPLAINT, { 'eSituation.05': [{ text: '5' }] })],
    ['a unit of no duration', reading(COMPLAINT, { 'eSituation.06': [{ text: '2806003' }] })],
    [
      'months',
      reading(COMPLAINT, { 'eSituation.05': [{ text: '5' }], 'eSituation.06': [{ text: '2806011' }] }),
    ],
    ['an element of another table', reading(COMPLAINT, { 'ePatient.02': [{ text: 'x' }] })],
  ])('cannot say %s', (_, { read, from }) => {
    expect(read()).toStrictEqual({ fields: {}, entries: from });
  });

  it.each([
    [
      'an offset',
      beside(
        TIMES,
        { 'eTimes.01': [{ text: '2024-10-07T18:20:00-06:00' }] },
        { psap_call: '2024-10-08T00:20:00.000Z' },
      ),
    ],
    ['zeros', beside(VITALS, { 'eVitals.24': [{ text: '36.10' }] }, { temperature: 36.1 })],
    ['blanks', beside(PATIENT, { 'ePatient.02': [{ text: ' Howell ' }] }, { last_name: 'Howell' })],
    [
      'attributes',
      beside(
        PATIENT,
        { 'ePatient.18': [{ text: '212-268-5211', attributes: { PhoneNumberType: '9913003' } }] },
        { phones: ['212-268-5211'] },
      ),
    ],
    ['no code system', beside(MEDICATION, { 'eMedications.03': [{ text: '1191' }] }, { medication: '1191' })],
  ])('leaves %s to an entry beside it, whose words are then told', (_, { read, tell, from, fields }) => {
    expect(read()).toStrictEqual({ fields, entries: from });
    expect(tell()).toStrictEqual(from);
  });

  it('wins over an entry that says something else', () => {
    const stale = { 'ePatient.18': [{ text: '212-268-5211', attributes: { PhoneNumberType: '9913003' } }] };
    expect(said(PATIENT, { phones: ['203-555-0100'] }, stale)).toStrictEqual({
      'ePatient.18': [{ text: '203-555-0100' }],
    });
    expect(said(PATIENT, { last_name: 'Howell' }, { 'ePatient.02': [{ nv: '7701003' }] })).toStrictEqual({
      'ePatient.02': [{ text: 'Howell' }],
    });
  });

  it('is told by the entries that say which words of a name are which', () => {
    const words = { 'eOther.20': [{ text: 'de la Cruz' }], 'eOther.21': [{ text: 'Ana' }] };
    expect(said(SIGNATURE, { signer_name: 'Ana de la Cruz' }, words)).toMatchObject(words);
  });

  it('lets entries of other elements stand', () => {
    expect(
      said(
        PATIENT,
        { last_name: 'Howell' },
        { 'ePatient.23': [{ text: 'Jr' }], 'ePatient.03': [{ nv: '7701003' }] },
      ),
    ).toStrictEqual({
      'ePatient.02': [{ text: 'Howell' }],
      'ePatient.03': [{ nv: '7701003' }],
      'ePatient.23': [{ text: 'Jr' }],
    });
  });
});

describe('the clocks of a place', () => {
  it.each([
    ['UTC', '2024-10-08T00:20:00.000Z', 0],
    ['America/St_Johns', '2024-10-08T00:20:00.000Z', -150],
    ['Asia/Kolkata', '2024-10-08T00:20:00.000Z', 330],
  ])('of %s at %s', (name, at, minutes) => {
    expect(zoneOf(name)(new Date(at))).toBe(minutes);
  });

  it.each([
    ['UTC', '2024-10-08T00:20:00+00:00'],
    ['America/St_Johns', '2024-10-07T21:50:00-02:30'],
    ['Asia/Kolkata', '2024-10-08T05:50:00+05:30'],
  ])('of %s are told with their offset', (name, text) => {
    expect(localText('2024-10-08T00:20:00.000Z', zoneOf(name))).toBe(text);
  });

  it('are those of a zone that there is', () => {
    expect(() => zoneOf('Mars/Olympus')).toThrow(RangeError);
  });
});
