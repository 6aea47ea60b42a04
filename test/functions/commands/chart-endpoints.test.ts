import { describe, expect, test } from 'vitest';
import { derivedId } from '../../../functions/commands/ids.ts';
import {
  ATTACHMENT,
  INCIDENT_NUMBER,
  MEDICATION,
  minute,
  PROCEDURE,
  SIGNATURE,
  TENANT,
  VITALS,
} from '../../sample-chart.ts';
import { caller, chartWorld, OPENED } from '../chart-world.ts';

const { id, incident_id } = OPENED;
/** The id for what the `n`-th request makes, when it has no Idempotency-Key. */
const madeBy = (n: number) => derivedId('made', `request-${n}`);

const opened = async () => {
  const world = chartWorld();
  await world.open();
  return world;
};

test('opening a chart', async () => {
  const world = chartWorld();
  expect(await world.open()).toStrictEqual({
    status: 201,
    body: { id, version: 1, incident_id },
  });
  expect(await world.events()).toStrictEqual([
    { type: 'chart.opened', data: { incident_number: INCIDENT_NUMBER, incident_id } },
  ]);
});

test('charts of one incident share its id; of another agency, that number is another incident', async () => {
  const world = chartWorld();
  const headers = { 'idempotency-key': 'a-second-opening' };
  const [first, second] = [await world.open(), await world.open({ headers })];
  const elsewhere = await world.open({ caller: caller('ems', 'hilltop-ems') });
  expect(second.body.incident_id).toBe(first.body.incident_id);
  expect(second.body.id).not.toBe(first.body.id);
  expect(elsewhere.body.incident_id).not.toBe(first.body.incident_id);
  expect(elsewhere.body.id).not.toBe(first.body.id);
});

describe('recording', () => {
  test.each([
    [
      'PATCH /v1/charts/{id}',
      { times: { unit_notified: '2025-03-02T03:16:00-05:00' }, response: { unit_number: '4' } },
      [
        { type: 'chart.response_recorded', data: { changes: { unit_number: '4' } } },
        { type: 'chart.times_recorded', data: { changes: { unit_notified: minute(1) } } },
      ],
      3,
    ],
    [
      'PATCH /v1/charts/{id}/patient',
      { last_name: '  Example ' },
      [{ type: 'chart.patient_recorded', data: { changes: { last_name: 'Example' } } }],
      2,
    ],
    [
      'PATCH /v1/charts/{id}/narrative',
      { text: 'Found sitting.' },
      [{ type: 'chart.narrative_recorded', data: { changes: { text: 'Found sitting.' } } }],
      2,
    ],
  ])('%s', async (key, changes, events, version) => {
    const world = await opened();
    const answer = await world.of(key, { body: { version: 1, ...changes } });
    expect(answer).toStrictEqual({ status: 200, body: { id, version } });
    expect((await world.events()).slice(1)).toStrictEqual(events);
  });

  test('what is known already answers the version it is known at', async () => {
    const world = await opened();
    const answer = await world.of('PATCH /v1/charts/{id}/patient', { body: { version: 1, sex: null } });
    expect(answer).toStrictEqual({ status: 200, body: { id, version: 1 } });
    expect(await world.head()).toBe(1);
  });
});

describe('vital signs', () => {
  test('are recorded, then corrected', async () => {
    const world = await opened();
    const vital_id = madeBy(2);
    const recorded = await world.of('POST /v1/charts/{id}/vitals', { body: { version: 1, ...VITALS } });
    expect(recorded).toStrictEqual({ status: 201, body: { id, version: 2, vital_id } });
    const corrected = await world.of('PATCH /v1/charts/{id}/vitals/{vital_id}', {
      params: { vital_id },
      body: { version: 2, spo2: 91, pain_score: null },
    });
    expect(corrected).toStrictEqual({ status: 200, body: { id, version: 3, vital_id } });
    expect((await world.events()).slice(1)).toStrictEqual([
      { type: 'chart.vitals_recorded', data: { vital_id, vitals: VITALS } },
      { type: 'chart.vitals_corrected', data: { vital_id, changes: { spo2: 91 } } },
    ]);
  });
});

describe('interventions', () => {
  test.each([
    ['procedure', PROCEDURE, { kind: 'procedure', attempts: 3 }],
    ['medication', MEDICATION, { kind: 'medication', dose: 125, dose_unit: null }],
  ])('a %s is recorded, then corrected', async (_, intervention, changes) => {
    const world = await opened();
    const intervention_id = madeBy(2);
    const body = { version: 1, ...intervention };
    const recorded = await world.of('POST /v1/charts/{id}/interventions', { body });
    expect(recorded).toStrictEqual({ status: 201, body: { id, version: 2, intervention_id } });
    const corrected = await world.of('PATCH /v1/charts/{id}/interventions/{intervention_id}', {
      params: { intervention_id },
      body: { version: 2, ...changes },
    });
    expect(corrected).toStrictEqual({ status: 200, body: { id, version: 3, intervention_id } });
    expect((await world.events()).slice(1)).toStrictEqual([
      { type: 'chart.intervention_recorded', data: { intervention_id, intervention } },
      { type: 'chart.intervention_corrected', data: { intervention_id, changes } },
    ]);
  });
});

describe('files', () => {
  test.each([
    ['signature', 'signatures', SIGNATURE],
    ['attachment', 'attachments', ATTACHMENT],
  ])('a %s is added, and may be uploaded', async (name, path, file) => {
    const world = await opened();
    const made = madeBy(2);
    expect(await world.of(`POST /v1/charts/{id}/${path}`, { body: { version: 1, ...file } })).toStrictEqual({
      status: 201,
      body: {
        id,
        version: 2,
        [`${name}_id`]: made,
        upload: {
          method: 'PUT',
          url: `https://uploads.example.org/${TENANT}/${id}/${made}`,
          headers: { 'content-length': String(file.size_bytes) },
          expires_at: minute(2),
        },
      },
    });
    expect((await world.events()).slice(1)).toStrictEqual([
      { type: `chart.${name}_added`, data: { [`${name}_id`]: made, [name]: file } },
    ]);
  });
});
