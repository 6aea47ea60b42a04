import { expect, test } from 'vitest';
import { shownCommit } from '../../../bin/ems/stream.ts';
import type { SealedCommit } from '../../../schemas/commit.ts';
import { GENESIS } from '../../../store/commit-hash.ts';

const COMMIT: SealedCommit = {
  tenant_id: 'candlewood-ems',
  category: 'chart',
  id: '6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11',
  first_version: 2,
  version: 4,
  time: '2026-03-01T11:00:00.000Z',
  actor: { user_id: 'u1', role: 'ems' },
  command_id: '0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0',
  correlation_id: 'c1',
  causation_id: 'r1',
  events: [
    { type: 'chart.status_changed', schema_version: 1, data: { from: 'draft', to: 'in_progress' } },
    { type: 'chart.patient_recorded', schema_version: 1, data: {}, phi: { 'patient/one': 'U0VBTEVE' } },
    { type: 'chart.of_the_future', schema_version: 1, data: { text: 'MARKER' } },
  ],
  prev: GENESIS,
  hash: GENESIS,
};

test('a commit is shown whole but for what is of a patient, or of a kind that nobody knows', () => {
  expect(shownCommit(COMMIT)).toStrictEqual({
    ...COMMIT,
    events: [
      {
        type: 'chart.status_changed',
        schema_version: 1,
        data: { from: 'draft', to: 'in_progress' },
        sealed: [],
      },
      { type: 'chart.patient_recorded', schema_version: 1, data: {}, sealed: ['patient/one'] },
      { type: 'chart.of_the_future', schema_version: 1, data: '[withheld]', sealed: [] },
    ],
  });
});
