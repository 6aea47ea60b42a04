import { describe, expect, test } from 'vitest';
import type { ElementPut, GroupPut } from '../../schemas/chart/elements.ts';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import type { ElementChange, EntryChanges, GroupChange } from '../../schemas/nemsis/entries.ts';
import {
  ATTACHMENT_ID,
  attachmentAdded,
  chartIn,
  INTERVENTION_ID,
  idOf,
  MEDIC,
  MEDICATION,
  opened,
  procedureRecorded,
  SIGNATURE_ID,
  signatureAdded,
  VITAL_ID,
  vitalsRecorded,
} from '../sample-chart.ts';
import { chartAfter, given } from './given.ts';

const [LAB, RESULT, OTHER_RESULT, MEDS] = [71, 72, 73, 74].map(idOf) as [string, string, string, string];
const MEDICATION_ID = idOf(75);

const put = (elements: ElementPut[], groups: GroupPut[] = []) =>
  ({ type: 'put_elements', elements, groups }) as const;
const said = (group: string, element: string, within: string, text = '7'): ElementPut => ({
  group,
  element,
  values: [{ text }],
  within,
});
const told = (group: string, element: string, text = '7'): ElementChange => ({
  group,
  element,
  values: [{ text }],
});
const silent = (group: string, element: string): ElementChange => ({ group, element, values: [] });
const recorded = (elements: EntryChanges['elements'], groups: EntryChanges['groups'] = []): ChartEvent => ({
  type: 'chart.elements_recorded',
  data: { elements, groups },
});

const lab: GroupPut = { id: LAB, group: 'eLabs.LabGroup', within: 'root' };
const result: GroupPut = { id: RESULT, group: 'eLabs.LabResultGroup', parent: LAB, within: 'eLabs.LabGroup' };
const labs: GroupChange[] = [
  { id: LAB, group: 'eLabs.LabGroup' },
  { id: RESULT, group: 'eLabs.LabResultGroup', parent: LAB },
];
const inLabs = [told(LAB, 'eLabs.01'), told(RESULT, 'eLabs.04'), told('root', 'eHistory.01')];
const withLabs = [opened, recorded(inLabs, labs)];

const refusedFor = (...issues: object[]) => ({
  code: 'VALIDATION_FAILED',
  message: 'Some of it has no such place in this chart; see details.issues.',
  details: { issues },
});

describe('put_elements', () => {
  test('records what is new', () => {
    expect(given(chartIn('in_progress'), put([said('root', 'eHistory.01', 'root')]), MEDIC)).toStrictEqual([
      recorded([told('root', 'eHistory.01')]),
    ]);
  });

  test('repeated, was done before', () => {
    const command = put(inLabs.map((each) => ({ ...each, within: 'root' })).slice(2), [lab, result]);
    expect(given(withLabs, command, MEDIC)).toStrictEqual([]);
  });

  test('records only what differs', () => {
    const command = put([said('root', 'eHistory.01', 'root'), said('root', 'eHistory.05', 'root')]);
    expect(given(withLabs, command, MEDIC)).toStrictEqual([recorded([told('root', 'eHistory.05')])]);
  });

  test('takes away what is put without values, and what is not there stays away', () => {
    const gone = (element: string): ElementPut => ({ group: 'root', element, values: [] });
    expect(given(withLabs, put([gone('eHistory.01'), gone('eHistory.05')]), MEDIC)).toStrictEqual([
      recorded([silent('root', 'eHistory.01')]),
    ]);
  });

  test('takes a group together with what is put into it', () => {
    const command = put([said(RESULT, 'eLabs.04', 'eLabs.LabResultGroup')], [result, lab]);
    expect(given([opened], command, MEDIC)).toStrictEqual([
      recorded([told(RESULT, 'eLabs.04')], [labs[1], labs[0]] as GroupChange[]),
    ]);
  });

  test('does not keep that a group stands in the chart itself, but keeps its attributes', () => {
    const attributes = { CorrelationID: 'a' };
    const command = put([], [{ ...lab, parent: 'root', attributes }]);
    expect(given([opened], command, MEDIC)).toStrictEqual([
      recorded([], [{ id: LAB, group: 'eLabs.LabGroup', attributes }]),
    ]);
  });

  test('takes away a group with all that stands in it', () => {
    expect(given(withLabs, put([], [{ id: LAB, removed: true }]), MEDIC)).toStrictEqual([
      recorded(
        [silent(LAB, 'eLabs.01'), silent(RESULT, 'eLabs.04')],
        [
          { id: LAB, removed: true },
          { id: RESULT, removed: true },
        ],
      ),
    ]);
  });

  test('does not take away a group that is not there', () => {
    expect(given(withLabs, put([], [{ id: MEDS, removed: true }]), MEDIC)).toStrictEqual([]);
  });

  test('empties a typed part of what is said there by number', () => {
    const attributes = { CorrelationID: 'a' };
    const entries = recorded(
      [told(VITAL_ID, 'eVitals.05')],
      [{ id: VITAL_ID, group: 'eVitals.VitalGroup', attributes }],
    );
    const command = put([], [{ id: VITAL_ID, removed: true }]);
    expect(given([opened, vitalsRecorded, entries], command, MEDIC)).toStrictEqual([
      recorded([silent(VITAL_ID, 'eVitals.05')], [{ id: VITAL_ID, removed: true }]),
    ]);
  });
});

describe('an instance', () => {
  const crew = SECTION_RECORDED.response({
    crew: [{ crew_id: '54266', level: '9925007', roles: ['2403011'] }],
  });
  const medication: ChartEvent = {
    type: 'chart.intervention_recorded',
    data: { intervention_id: MEDICATION_ID, intervention: MEDICATION },
  };
  const all = [opened, crew, vitalsRecorded, procedureRecorded, medication, signatureAdded, attachmentAdded];

  test.each([
    ['crew/54266', 'eCrew.CrewGroup', 'eCrew.01'],
    ['chief-complaint', 'eSituation.PatientComplaintGroup', 'eSituation.03'],
    [VITAL_ID, 'eVitals.VitalGroup', 'eVitals.01'],
    [INTERVENTION_ID, 'eProcedures.ProcedureGroup', 'eProcedures.01'],
    [MEDICATION_ID, 'eMedications.MedicationGroup', 'eMedications.01'],
    [SIGNATURE_ID, 'eOther.SignatureGroup', 'eOther.12'],
    [ATTACHMENT_ID, 'eOther.FileGroup', 'eOther.09'],
  ])('may be a typed part of the chart: %s', (id, group, element) => {
    const command = put([said(id, element, group)], [{ id, group, within: 'root' }]);
    expect(given(all, command, MEDIC)).toStrictEqual([recorded([told(id, element)], [{ id, group }])]);
  });

  test.each(['crew/54267', VITAL_ID, INTERVENTION_ID, MEDS])('must be there: %s', (id) => {
    const message = 'eVitals.06 stands in an instance that is not there; put its group first';
    expect(given([opened], put([said(id, 'eVitals.06', 'eVitals.VitalGroup')]), MEDIC)).toStrictEqual(
      refusedFor({ path: 'body.elements.0.group', element: 'eVitals.06', message }),
    );
  });

  test('must be of the group that the element stands in', () => {
    const command = put([said('root', 'eVitals.06', 'eVitals.VitalGroup'), said(LAB, 'eHistory.01', 'root')]);
    expect(given(withLabs, command, MEDIC)).toStrictEqual(
      refusedFor(
        {
          path: 'body.elements.0.group',
          element: 'eVitals.06',
          message: 'eVitals.06 must stand in an instance of eVitals.VitalGroup',
        },
        {
          path: 'body.elements.1.group',
          element: 'eHistory.01',
          message: 'eHistory.01 must stand in root, the chart itself',
        },
      ),
    );
  });

  test('that is taken away takes nothing more', () => {
    const command = put([said(RESULT, 'eLabs.04', 'eLabs.LabResultGroup')], [{ id: LAB, removed: true }]);
    const message = 'eLabs.04 stands in an instance that is not there; put its group first';
    expect(given(withLabs, command, MEDIC)).toStrictEqual(
      refusedFor({ path: 'body.elements.0.group', element: 'eLabs.04', message }),
    );
  });
});

describe('a group', () => {
  test('is not put twice, unless as the same', () => {
    const other = { ...lab, attributes: { CorrelationID: 'a' } };
    expect(given([opened], put([], [lab, result, other]), MEDIC)).toStrictEqual(
      refusedFor({ path: 'body.groups.2.id', message: 'is put twice, and otherwise' }),
    );
    expect(given([opened], put([], [lab, lab]), MEDIC)).toStrictEqual([recorded([], labs.slice(0, 1))]);
  });

  test.each<[string, GroupPut, string, string]>([
    [
      'becomes no other group',
      { ...lab, group: 'eHistory.CurrentMedsGroup' },
      'body.groups.0.id',
      'is eLabs.LabGroup already, and stays it',
    ],
    [
      'is not a typed part of another kind',
      { ...lab, id: VITAL_ID },
      'body.groups.0.id',
      'is eVitals.VitalGroup already, and stays it',
    ],
    [
      'is not the chart itself',
      { ...lab, id: 'root' },
      'body.groups.0.id',
      'is the chart itself already, and stays it',
    ],
    [
      'is nobody of the crew who is not there',
      { id: 'crew/1', group: 'eCrew.CrewGroup', within: 'root' },
      'body.groups.0.id',
      'is nobody of the crew of this chart',
    ],
    [
      'does not move',
      { ...result, parent: MEDS },
      'body.groups.0.id',
      'eLabs.LabResultGroup stands elsewhere already, and stays there',
    ],
    [
      'does not move out of a typed part',
      { id: VITAL_ID, group: 'eVitals.VitalGroup', parent: LAB, within: 'root' },
      'body.groups.0.id',
      'eVitals.VitalGroup stands elsewhere already, and stays there',
    ],
    [
      'stands in one that is there',
      { ...result, id: OTHER_RESULT, parent: MEDS },
      'body.groups.0.parent',
      'eLabs.LabResultGroup stands in an instance that is not there; put its group first',
    ],
    [
      'stands in one of the right group',
      { ...result, id: OTHER_RESULT, parent: RESULT },
      'body.groups.0.parent',
      'eLabs.LabResultGroup must stand in an instance of eLabs.LabGroup',
    ],
    [
      'stands in none where it must stand in one',
      { id: OTHER_RESULT, group: 'eLabs.LabResultGroup', within: 'eLabs.LabGroup' },
      'body.groups.0.parent',
      'eLabs.LabResultGroup must stand in an instance of eLabs.LabGroup',
    ],
  ])('%s', (_, group, path, message) => {
    const before = [...withLabs, vitalsRecorded];
    expect(given(before, put([], [group]), MEDIC)).toStrictEqual(refusedFor({ path, message }));
  });
});

test('of very many places only the first fifty are told', () => {
  const strays = Array.from({ length: 60 }, () => said(MEDS, 'eVitals.06', 'eVitals.VitalGroup'));
  expect(given([opened], put(strays), MEDIC)).toMatchObject({
    details: {
      issues: expect.objectContaining({ length: 51, 50: { path: '', message: 'and 10 places more' } }),
    },
  });
});

test('a chart says no more by number than fits beside all else', () => {
  const large = (text: string) => put([said('root', 'eHistory.01', 'root', text)]);
  expect(given([opened], large('ä'.repeat(65_000)), MEDIC)).toHaveLength(1);
  expect(given([opened], large('ä'.repeat(66_000)), MEDIC)).toStrictEqual({
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The chart would say more by element number than one chart holds.',
    details: { bytes: 132_090, max_bytes: 131_072 },
  });
});

test('a list that is destroyed with whom it told of changes nothing', () => {
  expect(chartAfter([...withLabs, recorded(null, null)])).toStrictEqual(chartAfter(withLabs));
});
