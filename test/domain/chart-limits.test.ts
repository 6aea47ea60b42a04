import { expect, test } from 'vitest';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import * as sample from '../sample-chart.ts';
import { given } from './given.ts';

const ids = Array.from({ length: 100 }, (_, n) => sample.idOf(1000 + n));

test.each<[string, (id: string) => ChartEvent, ChartCommand]>([
  [
    'vital signs',
    (vital_id) => ({ type: 'chart.vitals_recorded', data: { vital_id, vitals: sample.VITALS } }),
    sample.recordVitals,
  ],
  [
    'interventions',
    (intervention_id) => ({
      type: 'chart.intervention_recorded',
      data: { intervention_id, intervention: sample.PROCEDURE },
    }),
    sample.recordProcedure,
  ],
  [
    'signatures',
    (signature_id) => ({
      type: 'chart.signature_added',
      data: { signature_id, signature: sample.SIGNATURE },
    }),
    sample.addSignature,
  ],
  [
    'attachments',
    (attachment_id) => ({
      type: 'chart.attachment_added',
      data: { attachment_id, attachment: sample.ATTACHMENT },
    }),
    sample.addAttachment,
  ],
])('a chart holds 100 %s and no more', (_kind, event, command) => {
  const full = [sample.opened, ...ids.map(event)];
  const decided = given(full.slice(0, -1), command, sample.MEDIC);
  expect(decided).toHaveLength(1);
  expect(given(full, command, sample.MEDIC)).toStrictEqual({
    code: 'PAYLOAD_TOO_LARGE',
    message: 'A chart holds at most 100 of each kind.',
    details: { max_entries: 100 },
  });
});
