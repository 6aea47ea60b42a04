import { describe, expect, test } from 'vitest';
import { project } from '../../projections/charts.ts';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import { ChartView } from '../../schemas/chart/view.ts';
import {
  ATTACHMENT,
  ATTACHMENT_ID,
  attachmentAdded,
  CHART_ID,
  INCIDENT_ID,
  INCIDENT_NUMBER,
  INTERVENTION_ID,
  idOf,
  MEDIC,
  minute,
  moved,
  opened,
  PROCEDURE,
  procedureRecorded,
  SIGNATURE,
  SIGNATURE_ID,
  signatureAdded,
  VITAL_ID,
  VITALS,
  vitalsRecorded,
} from '../sample-chart.ts';

const elementsRecorded = {
  type: 'chart.elements_recorded',
  data: {
    elements: [{ group: idOf(51), element: 'eHistory.12', values: [{ text: '1191' }] }],
    groups: [{ id: idOf(51), group: 'eHistory.CurrentMedsGroup' }],
  },
} as const satisfies ChartEvent;

const facts = (version: number) => ({ id: CHART_ID, version, time: minute(version), actor: MEDIC });

/** The row after these events, each of a commit of its own. */
const rowAfter = (events: readonly ChartEvent[]) =>
  events.reduce<ChartView | undefined>(
    (row, event, index) => project(row, event, facts(index + 1)),
    undefined,
  );

const openRow: ChartView = {
  id: CHART_ID,
  version: 1,
  status: 'draft',
  incident_number: INCIDENT_NUMBER,
  incident_id: INCIDENT_ID,
  date: minute(1),
  opened_at: minute(1),
  opened_by: MEDIC.user_id,
  updated_at: minute(1),
  response: {},
  times: {},
  location: {},
  situation: {},
  disposition: {},
  patient: {},
  narrative: {},
  vitals: [],
  interventions: [],
  signatures: [],
  attachments: [],
  elements: [],
  groups: [],
};
/** The open row with what changed by the second event. */
const second = (change: Partial<ChartView>): ChartView => ({
  ...openRow,
  version: 2,
  updated_at: minute(2),
  ...change,
});

describe('a row', () => {
  test('begins with the opening', () => {
    expect(rowAfter([opened])).toStrictEqual(openRow);
  });
  test('is of the schema that is read back', () => {
    expect(ChartView.parse(rowAfter([opened]))).toStrictEqual(openRow);
  });
  test('does not begin with anything else', () => {
    expect(rowAfter([vitalsRecorded])).toBeUndefined();
  });
  test('is not opened again', () => {
    expect(project(openRow, opened, facts(2))).toStrictEqual(openRow);
  });
});

describe('one more event', () => {
  test.each<[ChartEvent, Partial<ChartView>]>([
    [SECTION_RECORDED.response({ unit_call_sign: 'M-4' }), { response: { unit_call_sign: 'M-4' } }],
    [SECTION_RECORDED.location({ city: 'Northport' }), { location: { city: 'Northport' } }],
    [
      SECTION_RECORDED.situation({ chief_complaint: 'dizziness' }),
      { situation: { chief_complaint: 'dizziness' } },
    ],
    [SECTION_RECORDED.disposition({ destination_code: '12' }), { disposition: { destination_code: '12' } }],
    [SECTION_RECORDED.patient({ last_name: 'Example' }), { patient: { last_name: 'Example' } }],
    [SECTION_RECORDED.narrative({ text: 'Found sitting.' }), { narrative: { text: 'Found sitting.' } }],
    [SECTION_RECORDED.times({ cleared: minute(70) }), { times: { cleared: minute(70) } }],
    [vitalsRecorded, { vitals: [{ vital_id: VITAL_ID, vitals: VITALS }] }],
    [procedureRecorded, { interventions: [{ intervention_id: INTERVENTION_ID, intervention: PROCEDURE }] }],
    [signatureAdded, { signatures: [{ signature_id: SIGNATURE_ID, signature: SIGNATURE }] }],
    [attachmentAdded, { attachments: [{ attachment_id: ATTACHMENT_ID, attachment: ATTACHMENT }] }],
    [elementsRecorded, elementsRecorded.data],
    [moved('draft', 'in_progress'), { status: 'in_progress' }],
  ])('$type', (event, change) => {
    expect(rowAfter([opened, event])).toStrictEqual(second(change));
  });
});

describe('what was recorded before', () => {
  test('is cleared by null, and what is not named stays', () => {
    const events = [{ city: 'Northport', state: '06' }, { city: null }].map(SECTION_RECORDED.location);
    expect(rowAfter([opened, ...events])?.location).toStrictEqual({ state: '06' });
  });
  test('what is said by number is taken away with its group', () => {
    const taken: ChartEvent = {
      type: 'chart.elements_recorded',
      data: {
        elements: [{ group: idOf(51), element: 'eHistory.12', values: [] }],
        groups: [{ id: idOf(51), removed: true }],
      },
    };
    expect(rowAfter([opened, elementsRecorded, taken])).toMatchObject({ elements: [], groups: [] });
  });
  test('vital signs: only those that are named are corrected', () => {
    const other = { type: 'chart.vitals_recorded', data: { vital_id: idOf(31), vitals: VITALS } } as const;
    const correction = {
      type: 'chart.vitals_corrected',
      data: { vital_id: VITAL_ID, changes: { spo2: 91, systolic: null } },
    } as const;
    const { systolic: _, ...left } = VITALS;
    expect(rowAfter([opened, other, vitalsRecorded, correction])?.vitals).toStrictEqual([
      { vital_id: idOf(31), vitals: VITALS },
      { vital_id: VITAL_ID, vitals: { ...left, spo2: 91 } },
    ]);
  });
  test('interventions: only the one that is named is corrected', () => {
    const data = { intervention_id: idOf(41), intervention: PROCEDURE };
    const other = { type: 'chart.intervention_recorded', data } as const;
    const correction = {
      type: 'chart.intervention_corrected',
      data: { intervention_id: INTERVENTION_ID, changes: { kind: 'procedure', attempts: 3 } },
    } as const;
    expect(rowAfter([opened, procedureRecorded, other, correction])?.interventions).toStrictEqual([
      { intervention_id: INTERVENTION_ID, intervention: { ...PROCEDURE, attempts: 3 } },
      { intervention_id: idOf(41), intervention: PROCEDURE },
    ]);
  });
});

test("the date that lists are sorted by is when the chart was opened, whatever times are the patient's", () => {
  const notified = SECTION_RECORDED.times({ unit_notified: minute(-9) });
  expect(rowAfter([opened, notified])?.date).toBe(minute(1));
});

test('all events of one commit leave the version of the commit', () => {
  const row = [opened, moved('draft', 'in_progress')].reduce<ChartView | undefined>(
    (before, event) => project(before, event, facts(2)),
    undefined,
  );
  expect(row).toStrictEqual(second({ status: 'in_progress', opened_at: minute(2), date: minute(2) }));
});
