import { describe, expect, test } from 'vitest';
import * as agency from '../../../domain/agency.ts';
import { agencyDictionary } from '../../../domain/nemsis/agency-dictionary.ts';
import { profileOf } from '../../../domain/nemsis/agency-profile.ts';
import { agencyToDataSet } from '../../../domain/nemsis/agency-to-data-set.ts';
import { dataSetToAgencies } from '../../../domain/nemsis/data-set-to-agency.ts';
import { replacing, wholeOf } from '../../../domain/nemsis/demographics/entries.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_DEMOGRAPHICS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { ADMIN, idOf } from '../../sample-chart.ts';

const standard = { dictionary: agencyDictionary(DEM, EMS), isRelease: () => true };

const read = (file: string) => {
  const { dataSet } = readOfficial(file);
  let n = 0;
  const nextId = () => {
    n += 1;
    return idOf(n);
  };
  const [imported, ...others] = dataSetToAgencies(dataSet, DEM, nextId);
  if (!imported || others.length > 0) throw new Error('A file of demographic data has one report.');
  return { dataSet, ...imported };
};

describe.skipIf(!nemsisMaterial)('published demographic data', () => {
  test.each(titled(OFFICIAL_DEMOGRAPHICS))('%s says the same after it was an agency', (file) => {
    const { dataSet, entries, timeStamp = '' } = read(file);
    const changes = replacing(wholeOf(agency.initial), entries);
    const command = { type: 'record_demographics', changes, standard } as const;
    const events = agency.decide(agency.initial, command, ADMIN);
    if (isRefusal(events)) throw new Error(JSON.stringify(events));
    const state = agency.state.parse(events.reduce(agency.evolve, agency.initial));
    const { demographics } = profileOf({ state, version: events.length }, standard.dictionary);
    const after = agencyToDataSet(demographics, { dictionary: DEM, timeStamp });
    expect(diff(dataSet, after, { dictionary: DEM })).toStrictEqual([]);
    const again = agency.decide(state, { ...command, changes: replacing(wholeOf(state), entries) }, ADMIN);
    expect(again).toStrictEqual([]);
  });
});
