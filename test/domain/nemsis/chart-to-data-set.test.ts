import { describe, expect, it } from 'vitest';
import { chartToDataSet, type WholeChart } from '../../../domain/nemsis/chart-to-data-set.ts';
import type { ChartView } from '../../../schemas/chart/view.ts';
import { type DataSet, type Group, isGroup } from '../../../schemas/nemsis/data-set.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { group, leaf, marked } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import {
  ATTACHMENT,
  ATTACHMENT_ID,
  INCIDENT_ID,
  INCIDENT_NUMBER,
  idOf,
  MEDICATION,
  PROCEDURE,
  SIGNATURE,
  SIGNATURE_ID,
  VITAL_ID,
  VITALS,
} from '../../sample-chart.ts';

const UUID = 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15';
const NONE: Entries = { elements: [], groups: [] };
const CREW = [{ crew_id: '54266', name: 'Jo Roe', level: '9925007', roles: ['2403011', '2403013'] }];

const opened = (...rest: Parameters<typeof chartOf>[0]) =>
  chartOf([{ type: 'open', incident_number: INCIDENT_NUMBER, incident_id: INCIDENT_ID }, ...rest]);

const whole = (chart: ChartView, entries = NONE, rest: Partial<WholeChart> = {}): WholeChart => ({
  chart,
  entries,
  agency: { state_id: 'C034', number: '351-C034P2', state: '09', time_zone: 'America/New_York' },
  record: { uuid: UUID, number: 'R-1', software: { creator: 'Maker', name: 'Charts', version: '1.0' } },
  ...rest,
});

const reportOf = ({ children: [header] }: DataSet): Group => {
  const report = header && isGroup(header) ? header.children.at(-1) : undefined;
  if (!report || !isGroup(report)) throw new Error('there is no report');
  return report;
};

/** The sections of the report that is made of it, without those that each has. */
const sections = (of: WholeChart) =>
  reportOf(chartToDataSet(of, EMS)).children.filter(
    (child) => !isGroup(child) || !['eRecord', 'eResponse'].includes(child.group),
  );

const entry = (at: string, element: string, text: string): Entries['elements'][number] => ({
  group: at,
  element,
  values: [{ text }],
});

describe('a chart as a data set', () => {
  it('has the facts about agency and record', () => {
    const custom = group(
      'eCustomConfiguration',
      marked('eCustomConfiguration.CustomGroup', { CustomElementID: 'x' }),
    );
    const { agency } = whole(opened());
    expect(
      chartToDataSet(whole(opened(), NONE, { agency: { ...agency, name: 'Danbury EMS', custom } }), EMS),
    ).toStrictEqual(
      group(
        'EMSDataSet',
        group(
          'Header',
          group(
            'DemographicGroup',
            leaf('dAgency.01', 'C034'),
            leaf('dAgency.02', '351-C034P2'),
            leaf('dAgency.04', '09'),
          ),
          custom,
          marked(
            'PatientCareReport',
            { UUID },
            group(
              'eRecord',
              leaf('eRecord.01', 'R-1'),
              group(
                'eRecord.SoftwareApplicationGroup',
                leaf('eRecord.02', 'Maker'),
                leaf('eRecord.03', 'Charts'),
                leaf('eRecord.04', '1.0'),
              ),
            ),
            group(
              'eResponse',
              group(
                'eResponse.AgencyGroup',
                leaf('eResponse.01', '351-C034P2'),
                leaf('eResponse.02', 'Danbury EMS'),
              ),
              leaf('eResponse.03', INCIDENT_NUMBER),
            ),
          ),
        ),
      ),
    );
  });

  it('has its sections, crew, vital signs and what was done, in the order of the standard', () => {
    const chart = opened(
      {
        type: 'record',
        changes: {
          narrative: { text: 'All went well.' },
          patient: { last_name: 'Howell' },
          response: { crew: CREW },
          situation: { chief_complaint: 'Dizzy' },
          times: { psap_call: '2024-10-08T00:20:00.000Z' },
        },
      },
      { type: 'record_vitals', vital_id: VITAL_ID, vitals: VITALS },
      { type: 'record_intervention', intervention_id: idOf(7), intervention: PROCEDURE },
      { type: 'record_intervention', intervention_id: idOf(8), intervention: MEDICATION },
    );
    expect(sections(whole(chart))).toStrictEqual([
      group(
        'eCrew',
        group(
          'eCrew.CrewGroup',
          leaf('eCrew.01', '54266'),
          leaf('eCrew.02', '9925007'),
          leaf('eCrew.03', '2403011'),
          leaf('eCrew.03', '2403013'),
        ),
      ),
      group('eTimes', leaf('eTimes.01', '2024-10-07T20:20:00-04:00')),
      group('ePatient', group('ePatient.PatientNameGroup', leaf('ePatient.02', 'Howell'))),
      group(
        'eSituation',
        group(
          'eSituation.PatientComplaintGroup',
          leaf('eSituation.03', '2803001'),
          leaf('eSituation.04', 'Dizzy'),
        ),
      ),
      group('eNarrative', leaf('eNarrative.01', 'All went well.')),
      group(
        'eVitals',
        group(
          'eVitals.VitalGroup',
          leaf('eVitals.01', '2025-03-02T03:35:00-05:00'),
          group('eVitals.CardiacRhythmGroup', leaf('eVitals.03', '9901047')),
          group('eVitals.BloodPressureGroup', leaf('eVitals.06', '132'), leaf('eVitals.07', '84')),
          group('eVitals.HeartRateGroup', leaf('eVitals.10', '96')),
          leaf('eVitals.12', '97'),
        ),
      ),
      group(
        'eMedications',
        group(
          'eMedications.MedicationGroup',
          leaf('eMedications.01', '2025-03-02T03:39:00-05:00'),
          leaf('eMedications.03', { text: '1807627', attributes: { CodeType: '9924003' } }),
          group(
            'eMedications.DosageGroup',
            leaf('eMedications.05', '250'),
            leaf('eMedications.06', '3706015'),
          ),
        ),
      ),
      group(
        'eProcedures',
        group(
          'eProcedures.ProcedureGroup',
          leaf('eProcedures.01', '2025-03-02T03:37:00-05:00'),
          leaf('eProcedures.03', '392230005'),
          leaf('eProcedures.05', '2'),
          leaf('eProcedures.06', '9923003'),
        ),
      ),
    ]);
  });

  it('has the facts of its signatures and files, and not the files themselves', () => {
    const { document_type: _, ...attachment } = ATTACHMENT;
    const chart = opened(
      {
        type: 'add_signature',
        signature_id: SIGNATURE_ID,
        signature: { ...SIGNATURE, signer_name: 'Maria Howell', signed_at: '2024-10-08T00:20:00.000Z' },
      },
      {
        type: 'add_attachment',
        attachment_id: ATTACHMENT_ID,
        attachment: { ...attachment, document_type: '4509009' },
      },
    );
    const signed = [
      leaf('eOther.12', SIGNATURE.signer_role),
      ...SIGNATURE.reasons.map((reason) => leaf('eOther.13', reason)),
      leaf('eOther.15', '4515031'),
      leaf('eOther.17', SIGNATURE.content_type),
    ];
    const named = [
      leaf('eOther.19', '2024-10-07T20:20:00-04:00'),
      leaf('eOther.20', 'Howell'),
      leaf('eOther.21', 'Maria'),
    ];
    const file = [leaf('eOther.09', '4509009'), leaf('eOther.10', ATTACHMENT.content_type)];
    const name = leaf('eOther.22', ATTACHMENT.name);
    expect(sections(whole(chart))).toStrictEqual([
      group(
        'eOther',
        group('eOther.FileGroup', ...file, name),
        group('eOther.SignatureGroup', ...signed, ...named),
      ),
    ]);
  });
});

describe('entries beside typed fields', () => {
  const chart = opened(
    { type: 'record', changes: { response: { crew: CREW } } },
    {
      type: 'record_vitals',
      vital_id: VITAL_ID,
      vitals: { taken_at: '2024-10-08T00:20:00.000Z', systolic: 98 },
    },
  );
  const crew = group(
    'eCrew',
    group(
      'eCrew.CrewGroup',
      leaf('eCrew.01', '54266'),
      leaf('eCrew.02', '9925007'),
      leaf('eCrew.03', '2403011'),
      leaf('eCrew.03', '2403013'),
    ),
  );

  it('of somebody who left the crew are left behind', () => {
    const entries: Entries = {
      elements: [entry('crew/54267', 'eCrew.02', '9925007')],
      groups: [{ id: 'crew/54267', group: 'eCrew.CrewGroup', attributes: { CorrelationID: 'c1' } }],
    };
    expect(sections(whole(chart, entries))).toStrictEqual(sections(whole(chart)));
  });

  it('stand in the same group, and say which attributes it has', () => {
    const entries: Entries = {
      elements: [entry(VITAL_ID, 'eVitals.17', '5'), entry(VITAL_ID, 'eVitals.08', '3308005')],
      groups: [{ id: VITAL_ID, group: 'eVitals.VitalGroup', attributes: { CorrelationID: 'c1' } }],
    };
    expect(sections(whole(chart, entries))).toStrictEqual([
      crew,
      group(
        'eVitals',
        marked(
          'eVitals.VitalGroup',
          { CorrelationID: 'c1' },
          leaf('eVitals.01', '2024-10-07T20:20:00-04:00'),
          group('eVitals.BloodPressureGroup', leaf('eVitals.06', '98'), leaf('eVitals.08', '3308005')),
          leaf('eVitals.17', '5'),
        ),
      ),
    ]);
  });

  it('make groups of their own, within others too', () => {
    const entries: Entries = {
      elements: [
        entry('a', 'eExam.03', '2024-10-07T20:29:00-04:00'),
        entry('b', 'eExam.17', '3517001'),
        entry('b', 'eExam.18', '3518005'),
        entry('b', 'eExam.18', '3518037'),
        entry('root', 'eExam.01', '59'),
      ],
      groups: [
        { id: 'a', group: 'eExam.AssessmentGroup' },
        { id: 'b', group: 'eExam.EyeGroup', parent: 'a' },
        { id: 'c', group: 'eExam.EyeGroup', parent: 'a' },
      ],
    };
    expect(sections(whole(opened(), entries))).toStrictEqual([
      group(
        'eExam',
        leaf('eExam.01', '59'),
        group(
          'eExam.AssessmentGroup',
          leaf('eExam.03', '2024-10-07T20:29:00-04:00'),
          group(
            'eExam.EyeGroup',
            leaf('eExam.17', '3517001'),
            leaf('eExam.18', '3518005'),
            leaf('eExam.18', '3518037'),
          ),
          group('eExam.EyeGroup'),
        ),
      ),
    ]);
  });

  it('stand for the chief complaint even when no typed field says it', () => {
    const entries = { elements: [entry('chief-complaint', 'eSituation.04', 'Dizzy')], groups: [] };
    expect(sections(whole(opened(), entries))).toStrictEqual([
      group('eSituation', group('eSituation.PatientComplaintGroup', leaf('eSituation.04', 'Dizzy'))),
    ]);
  });

  it('say more of a chief complaint whose duration is typed', () => {
    const timed = opened({ type: 'record', changes: { situation: { complaint_duration_minutes: 20 } } });
    const entries = { elements: [entry('chief-complaint', 'eSituation.04', 'Dizzy')], groups: [] };
    expect(sections(whole(timed, entries))).toStrictEqual([
      group(
        'eSituation',
        group(
          'eSituation.PatientComplaintGroup',
          leaf('eSituation.03', '2803001'),
          leaf('eSituation.04', 'Dizzy'),
          leaf('eSituation.05', '20'),
          leaf('eSituation.06', '2806003'),
        ),
      ),
    ]);
  });

  it('win over what is said for a chart that says nothing, and never over the record', () => {
    const entries: Entries = {
      elements: [
        { group: 'root', element: 'eResponse.03', values: [{ nv: '7701001' }] },
        entry('root', 'eRecord.01', 'other'),
      ],
      groups: [],
    };
    const { children } = reportOf(chartToDataSet(whole(opened(), entries), EMS));
    expect(children[1]).toStrictEqual(
      group(
        'eResponse',
        group('eResponse.AgencyGroup', leaf('eResponse.01', '351-C034P2')),
        leaf('eResponse.03', { nv: '7701001' }),
      ),
    );
    expect(children[0]).toMatchObject({ children: [leaf('eRecord.01', 'R-1'), {}] });
  });

  it('of what is no more there are left behind', () => {
    const entries = { elements: [entry('crew/gone', 'eCrew.02', '9925007')], groups: [] };
    expect(sections(whole(chart, entries))).toStrictEqual(sections(whole(chart)));
  });
});

it('a release without reports is none of a chart', () => {
  const dictionary = { ...SMALL, root: { ...SMALL.root, children: [] } };
  expect(() => chartToDataSet(whole(opened()), dictionary)).toThrow(
    'PatientCareReport is no group of the release 0.0.1',
  );
});
