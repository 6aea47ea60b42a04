import { describe, expect, it } from 'vitest';
import { diff } from '../../../domain/nemsis/diff.ts';
import { fillNotRecorded } from '../../../domain/nemsis/fill.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { OFFICIAL_FILES } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import { nemsisMaterial, WITHOUT_MATERIAL } from '../../nemsis-material.ts';

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

  it.skipIf(!nemsisMaterial).each(OFFICIAL_FILES.length === 0 ? [WITHOUT_MATERIAL] : OFFICIAL_FILES)(
    'is nothing in %s',
    (file) => {
      const { dataSet, dictionary } = readOfficial(file);
      expect(diff(dataSet, fillNotRecorded(dataSet, dictionary), { dictionary })).toStrictEqual([]);
    },
  );
});
