import { describe, expect, test } from 'vitest';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import {
  ATTACHMENT,
  addAttachment,
  addSignature,
  attachmentAdded,
  chartIn,
  INTERVENTION_ID,
  idOf,
  MEDIC,
  MEDICATION,
  minute,
  opened,
  procedureRecorded,
  recordProcedure,
  recordVitals,
  SIGNATURE,
  signatureAdded,
  VITAL_ID,
  VITALS,
  vitalsRecorded,
} from '../sample-chart.ts';
import { chartAfter, given } from './given.ts';

const correctVitals = (changes: object, vital_id = VITAL_ID): ChartCommand => ({
  type: 'correct_vitals',
  vital_id,
  changes,
});
const correctIntervention = (
  changes: Extract<ChartCommand, { type: 'correct_intervention' }>['changes'],
  intervention_id = INTERVENTION_ID,
): ChartCommand => ({ type: 'correct_intervention', intervention_id, changes });
const keyReused = {
  code: 'VALIDATION_FAILED',
  message: 'This Idempotency-Key was used for something else in this chart; use a new key.',
  details: {},
};

describe.each([
  ['record_vitals', recordVitals, vitalsRecorded, { ...recordVitals, vitals: { ...VITALS, spo2: 80 } }],
  [
    'record_intervention',
    recordProcedure,
    procedureRecorded,
    { ...recordProcedure, intervention: MEDICATION },
  ],
  [
    'add_signature',
    addSignature,
    signatureAdded,
    { ...addSignature, signature: { ...SIGNATURE, signed_at: minute(51) } },
  ],
  [
    'add_attachment',
    addAttachment,
    attachmentAdded,
    { ...addAttachment, attachment: { ...ATTACHMENT, name: 'other.pdf' } },
  ],
] as const)('%s', (_, command, event, other) => {
  test('what is new is recorded', () => {
    expect(given(chartIn('in_progress'), command, MEDIC)).toStrictEqual([event]);
  });
  test('repeated, it was done before', () => {
    expect(given([opened, event], command, MEDIC)).toStrictEqual([]);
  });
  test('the same id for something else is refused', () => {
    expect(given([opened, event], other, MEDIC)).toStrictEqual(keyReused);
  });
});

describe('correct_vitals', () => {
  test('what differs is corrected', () => {
    expect(given([opened, vitalsRecorded], correctVitals({ spo2: 91, systolic: 132 }), MEDIC)).toStrictEqual([
      { type: 'chart.vitals_corrected', data: { vital_id: VITAL_ID, changes: { spo2: 91 } } },
    ]);
  });
  test('a correction that says nothing new was done before', () => {
    const command = correctVitals({ spo2: 97, pain_score: null });
    expect(given([opened, vitalsRecorded], command, MEDIC)).toStrictEqual([]);
  });
  test('vital signs that are not there are refused', () => {
    expect(given([opened, vitalsRecorded], correctVitals({ spo2: 91 }, idOf(99)), MEDIC)).toStrictEqual({
      code: 'NOT_FOUND',
      message: 'There are no such vital signs in this chart.',
      details: {},
    });
  });
  test('null clears a value', () => {
    const [corrected] = [given([opened, vitalsRecorded], correctVitals({ spo2: null }), MEDIC)].flat();
    expect(corrected).toStrictEqual({
      type: 'chart.vitals_corrected',
      data: { vital_id: VITAL_ID, changes: { spo2: null } },
    });
    const { spo2: _, ...left } = VITALS;
    expect(
      chartAfter([
        opened,
        vitalsRecorded,
        { type: 'chart.vitals_corrected', data: { vital_id: VITAL_ID, changes: { spo2: null } } },
      ]),
    ).toStrictEqual({ ...chartAfter([opened]), vitals: { [VITAL_ID]: left } });
  });
});

describe('correct_intervention', () => {
  test('what differs is corrected, and the kind is said', () => {
    const command = correctIntervention({ kind: 'procedure', attempts: 3, successful: true });
    expect(given([opened, procedureRecorded], command, MEDIC)).toStrictEqual([
      {
        type: 'chart.intervention_corrected',
        data: { intervention_id: INTERVENTION_ID, changes: { attempts: 3, kind: 'procedure' } },
      },
    ]);
  });
  test('a correction that says nothing new was done before', () => {
    const command = correctIntervention({ kind: 'procedure', attempts: 2, complications: null });
    expect(given([opened, procedureRecorded], command, MEDIC)).toStrictEqual([]);
  });
  test('an intervention that is not there is refused', () => {
    const command = correctIntervention({ kind: 'procedure', attempts: 3 }, idOf(99));
    expect(given([opened, procedureRecorded], command, MEDIC)).toStrictEqual({
      code: 'NOT_FOUND',
      message: 'There is no such intervention in this chart.',
      details: {},
    });
  });
  test('a procedure does not become a medication', () => {
    const command = correctIntervention({ kind: 'medication', dose: 3 });
    expect(given([opened, procedureRecorded], command, MEDIC)).toStrictEqual({
      code: 'VALIDATION_FAILED',
      message: 'The intervention is a procedure; its kind cannot change.',
      details: { issues: [{ path: 'body.kind', message: 'must be procedure' }] },
    });
  });
});

describe('evolve', () => {
  test('a correction of something that is not there changes nothing', () => {
    const strays = [
      { type: 'chart.vitals_corrected', data: { vital_id: VITAL_ID, changes: { spo2: 91 } } },
      {
        type: 'chart.intervention_corrected',
        data: { intervention_id: INTERVENTION_ID, changes: { kind: 'procedure', attempts: 3 } },
      },
    ] as const;
    expect(chartAfter([opened, ...strays])).toStrictEqual(chartAfter([opened]));
  });
});
