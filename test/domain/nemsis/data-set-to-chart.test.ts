import { describe, expect, it } from 'vitest';
import { dataSetToCharts } from '../../../domain/nemsis/data-set-to-chart.ts';
import type { Group } from '../../../schemas/nemsis/data-set.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { idOf } from '../../sample-chart.ts';

const imported = (dataSet: Group) => {
  const ids = [1, 2, 3, 4, 5, 6, 7, 8].map(idOf);
  return dataSetToCharts(dataSet, EMS, { timeZone: 'America/New_York', nextId: () => ids.shift() ?? '' });
};
const only = (...sections: Group['children']) => {
  const [chart] = imported(report(...sections));
  if (!chart) throw new Error('there is no chart');
  return chart;
};

const INCIDENT = group('eResponse', leaf('eResponse.03', 'I-1'));
const OPEN = { type: 'open', incident_number: 'I-1', incident_id: idOf(1) };

describe('a report as a chart', () => {
  it('has the facts about agency and record', () => {
    const custom = group('eCustomConfiguration');
    const header = group(
      'Header',
      group(
        'DemographicGroup',
        leaf('dAgency.01', 'C034'),
        leaf('dAgency.02', '351'),
        leaf('dAgency.04', '09'),
      ),
      custom,
      marked(
        'PatientCareReport',
        { UUID: 'one' },
        group(
          'eRecord',
          leaf('eRecord.01', 'R-1'),
          group(
            'eRecord.SoftwareApplicationGroup',
            leaf('eRecord.02', 'a'),
            leaf('eRecord.03', 'b'),
            leaf('eRecord.04', 'c'),
          ),
        ),
        INCIDENT,
      ),
    );
    expect(imported(group('EMSDataSet', header))).toStrictEqual([
      {
        agency: { state_id: 'C034', number: '351', state: '09', time_zone: 'America/New_York', custom },
        record: { uuid: 'one', number: 'R-1', software: { creator: 'a', name: 'b', version: 'c' } },
        commands: [OPEN],
        entries: { elements: [], groups: [] },
      },
    ]);
  });

  it('holds no fact that is no plain text', () => {
    const [chart] = imported(
      group(
        'EMSDataSet',
        group('Header', group('PatientCareReport', group('eRecord', leaf('eRecord.01', { nv: 'x' })))),
      ),
    );
    expect(chart).toStrictEqual({
      agency: { state_id: '', number: '', state: '', time_zone: 'America/New_York' },
      record: { uuid: '', number: '', software: { creator: '', name: '', version: '' } },
      commands: [{ ...OPEN, incident_number: 'unknown' }],
      entries: { elements: [], groups: [] },
    });
  });

  it.each([
    ['the record’s', { nv: '7701001' }, 'R-1'],
    ['the incident’s without blanks, which stay beside it', { text: ' I-1 ' }, 'I-1'],
  ])('is opened under a number: %s', (_, said, incident_number) => {
    const { commands, entries } = only(
      group('eRecord', leaf('eRecord.01', 'R-1')),
      group('eResponse', leaf('eResponse.03', said)),
    );
    expect(commands).toStrictEqual([{ ...OPEN, incident_number }]);
    expect(entries.elements).toStrictEqual([{ group: 'root', element: 'eResponse.03', values: [said] }]);
  });

  it('records what its fields can carry, and leaves the rest by number', () => {
    const { commands, entries } = only(
      INCIDENT,
      group(
        'ePatient',
        leaf('ePatient.01', 'P-1'),
        leaf('ePatient.07', { nv: '7701003' }),
        leaf('ePatient.11', '36061013400'),
      ),
      group('eNarrative', leaf('eNarrative.01', 'All went well.')),
    );
    expect(commands).toStrictEqual([
      OPEN,
      { type: 'record', changes: { patient: { patient_id: 'P-1' }, narrative: { text: 'All went well.' } } },
    ]);
    expect(entries).toStrictEqual({
      elements: [
        { group: 'root', element: 'ePatient.11', values: [{ text: '36061013400' }] },
        { group: 'root', element: 'ePatient.07', values: [{ nv: '7701003' }] },
      ],
      groups: [],
    });
  });
});

describe('a repeating group of a report', () => {
  const changesOf = (...sections: Group['children']) => only(INCIDENT, ...sections).commands.slice(1);
  const member = (id: string, ...more: Group['children']) =>
    group(
      'eCrew.CrewGroup',
      leaf('eCrew.01', id),
      leaf('eCrew.02', '9925007'),
      leaf('eCrew.03', '2403011'),
      ...more,
    );
  const typedMember = (crew_id: string) => ({ crew_id, level: '9925007', roles: ['2403011'] });

  it('is somebody of the crew, once', () => {
    const { commands, entries } = only(
      INCIDENT,
      group('eCrew', member('1'), member('2'), member('1'), group('eCrew.CrewGroup', leaf('eCrew.01', '3'))),
    );
    expect(commands.slice(1)).toStrictEqual([
      { type: 'record', changes: { response: { crew: [typedMember('1'), typedMember('2')] } } },
    ]);
    expect(entries.groups.map((each) => each.group)).toStrictEqual(['eCrew.CrewGroup', 'eCrew.CrewGroup']);
  });

  it('is no more somebody of the crew where fifty are', () => {
    const many = Array.from({ length: 51 }, (_, index) => member(String(index)));
    expect(only(INCIDENT, group('eCrew', ...many)).entries.groups).toHaveLength(1);
  });

  it('is the chief complaint, once', () => {
    const complaint = (type: string, text: string) =>
      group('eSituation.PatientComplaintGroup', leaf('eSituation.03', type), leaf('eSituation.04', text));
    const { commands, entries } = only(
      INCIDENT,
      group(
        'eSituation',
        complaint('2803003', 'Neck pain'),
        complaint('2803001', ''),
        complaint('2803001', 'Dizzy'),
        complaint('2803001', 'Sick'),
      ),
    );
    expect(commands.slice(1)).toStrictEqual([
      { type: 'record', changes: { situation: { chief_complaint: 'Dizzy' } } },
    ]);
    expect(entries.groups).toHaveLength(3);
  });

  it('is a set of vital signs, with what cannot be typed beside it', () => {
    const { commands, entries } = only(
      INCIDENT,
      group(
        'eVitals',
        marked(
          'eVitals.VitalGroup',
          { CorrelationID: 'c1' },
          leaf('eVitals.01', '2024-10-07T20:27:00-04:00'),
          group('eVitals.BloodPressureGroup', leaf('eVitals.06', '98'), leaf('eVitals.07', 'P')),
        ),
      ),
    );
    expect(commands.slice(1)).toStrictEqual(
      [
        {
          type: 'record_vitals',
          vital_id: idOf(2),
          vitals: { taken_at: '2024-10-08T00:27:00.000Z', systolic: 98 },
        },
      ].map((command) => ({ ...command, vital_id: idOf(1) })),
    );
    expect(entries).toStrictEqual({
      elements: [{ group: idOf(1), element: 'eVitals.07', values: [{ text: 'P' }] }],
      groups: [{ id: idOf(1), group: 'eVitals.VitalGroup', attributes: { CorrelationID: 'c1' } }],
    });
  });

  it('is a procedure or a medication', () => {
    const at = '2024-10-07T20:27:00-04:00';
    const found = changesOf(
      group(
        'eMedications',
        group(
          'eMedications.MedicationGroup',
          leaf('eMedications.01', at),
          leaf('eMedications.03', { text: '1191', attributes: { CodeType: '9924003' } }),
        ),
      ),
      group(
        'eProcedures',
        group('eProcedures.ProcedureGroup', leaf('eProcedures.01', at), leaf('eProcedures.03', '392230005')),
      ),
    );
    const performed_at = '2024-10-08T00:27:00.000Z';
    expect(found).toMatchObject([
      { type: 'record_intervention', intervention: { kind: 'medication', performed_at, medication: '1191' } },
      {
        type: 'record_intervention',
        intervention: { kind: 'procedure', performed_at, procedure: '392230005' },
      },
    ]);
  });

  it('stays by number where a typed one would be refused', () => {
    const nil = (element: string) => leaf(element, { nv: '7701003' });
    const { commands, entries } = only(
      INCIDENT,
      group('eVitals', group('eVitals.VitalGroup', nil('eVitals.01'))),
      group('eMedications', group('eMedications.MedicationGroup', nil('eMedications.01'))),
      group('eProcedures', group('eProcedures.ProcedureGroup', nil('eProcedures.01'))),
    );
    expect(commands).toHaveLength(1);
    expect(entries.elements.map(({ element }) => element)).toStrictEqual([
      'eVitals.01',
      'eMedications.01',
      'eProcedures.01',
    ]);
  });

  it('stays by number where a chart has no fields for it, with those within', () => {
    const { entries } = only(
      INCIDENT,
      group(
        'eExam',
        marked(
          'eExam.AssessmentGroup',
          { CorrelationID: 'c1' },
          group('eExam.EyeGroup', leaf('eExam.17', '3517001')),
        ),
      ),
    );
    const [outer, inner] = entries.groups;
    expect(outer).toMatchObject({ group: 'eExam.AssessmentGroup', attributes: { CorrelationID: 'c1' } });
    expect(inner).toStrictEqual({ id: inner?.id, group: 'eExam.EyeGroup', parent: outer?.id });
    expect(entries.elements).toStrictEqual([
      { group: inner?.id, element: 'eExam.17', values: [{ text: '3517001' }] },
    ]);
  });

  it('stays by number where the dictionary does not have it, within a typed one too', () => {
    const { entries } = only(
      INCIDENT,
      group('eOld', leaf('eOld.01', 'x')),
      group(
        'eVitals',
        group(
          'eVitals.VitalGroup',
          leaf('eVitals.01', '2024-10-07T20:27:00-04:00'),
          group('eOld.Group', leaf('eOld.02', 'y')),
        ),
      ),
    );
    expect(entries).toStrictEqual({
      elements: [
        { group: idOf(1), element: 'eOld.01', values: [{ text: 'x' }] },
        { group: idOf(3), element: 'eOld.02', values: [{ text: 'y' }] },
      ],
      groups: [
        { id: idOf(1), group: 'eOld' },
        { id: idOf(3), group: 'eOld.Group', parent: idOf(2) },
      ],
    });
  });
});
