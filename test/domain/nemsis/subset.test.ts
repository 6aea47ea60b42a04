import { describe, expect, it } from 'vitest';
import { diff } from '../../../domain/nemsis/diff.ts';
import { nationalSubset } from '../../../domain/nemsis/subset.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { OFFICIAL_FILES, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';

const FULL = OFFICIAL_FILES.filter((file) => file.includes('/full/'));

describe('the national subset', () => {
  it('has the national elements alone, without groups in which none is left and without correlation ids', () => {
    const whole = report(
      group(
        'eHistory',
        leaf('eHistory.06', 'x'),
        group('eHistory.PractitionerGroup', leaf('eHistory.02', 'Roe')),
      ),
      group(
        'eVitals',
        marked(
          'eVitals.VitalGroup',
          { CorrelationID: 'a' },
          leaf('eVitals.01', { nv: '7701003', attributes: { CorrelationID: 'b', Other: 'c' } }),
          leaf('eVitals.16', '5'),
        ),
      ),
      leaf('eOld.01', 'x'),
    );
    expect(nationalSubset(whole, SMALL)).toStrictEqual(
      report(
        group(
          'eVitals',
          group('eVitals.VitalGroup', leaf('eVitals.01', { nv: '7701003', attributes: { Other: 'c' } })),
        ),
      ),
    );
  });

  it('of nothing is nothing', () => {
    expect(nationalSubset(group('EMSDataSet'), SMALL)).toStrictEqual(group('EMSDataSet'));
  });

  it.skipIf(!nemsisMaterial).each(titled(FULL))('of %s is what is published as it', (file) => {
    const { dataSet, dictionary } = readOfficial(file);
    const published = readOfficial(file.replace('/full/', '/national/'));
    expect(diff(published.dataSet, nationalSubset(dataSet, dictionary), { dictionary })).toStrictEqual([]);
  });
});
