import { describe, expect, test } from 'vitest';
import { SECTION_RECORDED } from '../../schemas/chart/events.ts';
import type { SectionChanges } from '../../schemas/chart/patches.ts';
import type { SectionName } from '../../schemas/chart/sections.ts';
import { chartIn, idOf, MEDIC, minute, open, opened, record } from '../sample-chart.ts';
import { chartAfter, given } from './given.ts';

const notThere = { code: 'NOT_FOUND', message: 'There is no such chart.', details: {} };

describe('open', () => {
  test('a chart that is not there is opened', () => {
    expect(given([], open, MEDIC)).toStrictEqual([opened]);
  });
  test('repeated for the same incident, it was done before', () => {
    expect(given(chartIn('in_progress'), open, MEDIC)).toStrictEqual([]);
  });
  test('the same chart for another incident is refused', () => {
    const other = { ...open, incident_number: 'L-25-000118', incident_id: idOf(77) };
    expect(given([opened], other, MEDIC)).toStrictEqual({
      code: 'VALIDATION_FAILED',
      message: 'This Idempotency-Key opened a chart of another incident; use a new key.',
      details: {
        issues: [{ path: 'body.incident_number', message: 'differs from the first request with this key' }],
      },
    });
  });
});

const samples: { [S in SectionName]: [SectionChanges[S], SectionChanges[S]] } = {
  response: [{ unit_call_sign: 'M-4' }, { unit_call_sign: 'M-7' }],
  times: [{ unit_notified: minute(1) }, { unit_notified: minute(2) }],
  location: [{ city: 'Northport' }, { city: 'Southport' }],
  situation: [{ chief_complaint: 'dizziness' }, { chief_complaint: 'chest pain' }],
  disposition: [{ destination_name: 'Lakeside General' }, { destination_name: 'Hilltop Clinic' }],
  patient: [{ last_name: 'Example', phones: ['555-0100'] }, { phones: ['555-0101', '555-0102'] }],
  narrative: [{ text: 'Found sitting.' }, { text: 'Found sitting, alert.' }],
};
const cases = Object.entries(samples) as [SectionName, (typeof samples)['response']][];
const recorded = (name: SectionName, changes: SectionChanges['response']) => SECTION_RECORDED[name](changes);

describe.each(cases)('record %s', (name, [first, second]) => {
  test('what is new is recorded', () => {
    expect(given([opened], record({ [name]: first }), MEDIC)).toStrictEqual([recorded(name, first)]);
  });
  test('what is different is recorded', () => {
    const events = [opened, recorded(name, first)];
    expect(given(events, record({ [name]: second }), MEDIC)).toStrictEqual([recorded(name, second)]);
  });
  test('repeated, it was done before', () => {
    const events = [opened, recorded(name, first)];
    expect(given(events, record({ [name]: first }), MEDIC)).toStrictEqual([]);
  });
  test('null clears what is known', () => {
    const [field] = Object.keys(first);
    const cleared = { [String(field)]: null };
    const events = [opened, recorded(name, first)];
    expect(given(events, record({ [name]: cleared }), MEDIC)).toStrictEqual([recorded(name, cleared)]);
  });
  test('null for what is not known changes nothing', () => {
    const [field] = Object.keys(first);
    expect(given([opened], record({ [name]: { [String(field)]: null } }), MEDIC)).toStrictEqual([]);
  });
});

describe('record', () => {
  test('several sections give one event each, in NEMSIS order whatever the order of the request', () => {
    const changes = {
      narrative: { text: 'Short.' },
      patient: { sex: '9906001' },
      response: { unit_number: '4' },
    };
    expect(given([opened], record(changes), MEDIC)).toStrictEqual([
      { type: 'chart.response_recorded', data: { changes: { unit_number: '4' } } },
      { type: 'chart.patient_recorded', data: { changes: { sex: '9906001' } } },
      { type: 'chart.narrative_recorded', data: { changes: { text: 'Short.' } } },
    ]);
  });
  test('of a section only what differs is recorded', () => {
    const events = [opened, SECTION_RECORDED.location({ city: 'Northport', state: '06' })];
    const command = record({ location: { city: 'Northport', state: '41' } });
    expect(given(events, command, MEDIC)).toStrictEqual([
      { type: 'chart.location_recorded', data: { changes: { state: '41' } } },
    ]);
  });
  test('nothing asked, nothing done', () => {
    expect(given([opened], record({}), MEDIC)).toStrictEqual([]);
  });
  test('a chart that was never opened is not there', () => {
    expect(given([], record({ narrative: { text: 'Short.' } }), MEDIC)).toStrictEqual(notThere);
  });
});

describe('evolve', () => {
  test('a second opening leaves the chart as it is', () => {
    const again = { ...opened, data: { incident_number: 'other', incident_id: idOf(9) } } as typeof opened;
    expect(chartAfter([opened, again])).toStrictEqual(chartAfter([opened]));
  });
  test('before its opening nothing happens to a chart', () => {
    expect(chartAfter([SECTION_RECORDED.narrative({ text: 'Short.' })])).toStrictEqual({
      status: 'unopened',
    });
  });
  test('a cleared field is not known any more', () => {
    const events = [
      SECTION_RECORDED.location({ city: 'Northport' }),
      SECTION_RECORDED.location({ city: null }),
    ];
    expect(chartAfter([opened, ...events])).toStrictEqual(chartAfter([opened]));
  });
});
