import { describe, expect, it } from 'vitest';
import { chartToDataSet } from '../../../domain/nemsis/chart-to-data-set.ts';
import { checkDataSet } from '../../../domain/nemsis/check-data-set.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { fillNotRecorded } from '../../../domain/nemsis/fill.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_FILES, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { INCIDENT_ID, INCIDENT_NUMBER, minute } from '../../sample-chart.ts';

const notRecorded = { nv: '7701003' };
const pressure = group('eVitals.BloodPressureGroup', leaf('eVitals.06', notRecorded));
const around = { first: group('eRecord'), second: group('eHistory'), last: group('eDisposition') };

describe('what the standard wants and nobody said', () => {
  it('is not recorded, in groups that are made for it; what is mandatory stays missing', () => {
    expect(fillNotRecorded(group('EMSDataSet'), SMALL)).toStrictEqual(
      group(
        'EMSDataSet',
        group(
          'Header',
          group('DemographicGroup'),
          group(
            'PatientCareReport',
            around.first,
            around.second,
            group('eVitals', group('eVitals.VitalGroup', leaf('eVitals.01', notRecorded), pressure)),
            around.last,
          ),
        ),
      ),
    );
  });

  it('is added to each group that is there, and what was said stays, in the order of the standard', () => {
    const said = report(
      group(
        'eVitals',
        marked(
          'eVitals.VitalGroup',
          { CorrelationID: 'a' },
          leaf('eVitals.16', '5'),
          leaf('eVitals.01', 'x'),
        ),
        group(
          'eVitals.VitalGroup',
          group('eVitals.BloodPressureGroup', leaf('eVitals.06', { pn: '8801023' })),
        ),
      ),
      group('eRecord', leaf('eRecord.01', 'x')),
    );
    const { children } = fillNotRecorded(said, SMALL);
    expect(children).toStrictEqual([
      group(
        'Header',
        group('DemographicGroup'),
        marked(
          'PatientCareReport',
          { UUID: 'one' },
          group('eRecord', leaf('eRecord.01', 'x')),
          around.second,
          group(
            'eVitals',
            marked(
              'eVitals.VitalGroup',
              { CorrelationID: 'a' },
              leaf('eVitals.01', 'x'),
              pressure,
              leaf('eVitals.16', '5'),
            ),
            group(
              'eVitals.VitalGroup',
              leaf('eVitals.01', notRecorded),
              group('eVitals.BloodPressureGroup', leaf('eVitals.06', { pn: '8801023' })),
            ),
          ),
          around.last,
        ),
      ),
    ]);
  });

  it('is all that a chart lacks that says what is mandatory', () => {
    const chart = chartOf([
      { type: 'open', incident_number: INCIDENT_NUMBER, incident_id: INCIDENT_ID },
      {
        type: 'record',
        changes: {
          response: {
            service_requested: '2205001',
            unit_capability: '2207015',
            unit_number: '84DR8411',
            unit_call_sign: 'DF A1',
            response_mode: '2223001',
            dispatch_reason: '2301097',
          },
          times: { unit_notified: minute(1), cleared: minute(60) },
          disposition: { unit_disposition: '4227001' },
        },
      },
    ]);
    const dataSet = chartToDataSet(
      {
        chart,
        entries: { elements: [], groups: [] },
        agency: { state_id: 'C034', number: '351-C034P2', state: '09', time_zone: 'America/New_York' },
        record: {
          uuid: 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15',
          number: 'R-1',
          software: { creator: 'Maker', name: 'Charts', version: '1.0' },
        },
      },
      EMS,
    );
    expect(checkDataSet(dataSet, EMS)).not.toStrictEqual([]);
    expect(checkDataSet(fillNotRecorded(dataSet, EMS), EMS)).toStrictEqual([]);
  });

  it.skipIf(!nemsisMaterial).each(titled(OFFICIAL_FILES))('is nothing in %s', (file) => {
    const { dataSet, dictionary } = readOfficial(file);
    expect(diff(dataSet, fillNotRecorded(dataSet, dictionary), { dictionary })).toStrictEqual([]);
  });
});
