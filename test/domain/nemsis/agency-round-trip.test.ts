import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as agency from '../../../domain/agency.ts';
import { agencyDictionary } from '../../../domain/nemsis/agency-dictionary.ts';
import { profileOf } from '../../../domain/nemsis/agency-profile.ts';
import { agencyToDataSet } from '../../../domain/nemsis/agency-to-data-set.ts';
import { dataSetToAgencies, type ImportedAgency } from '../../../domain/nemsis/data-set-to-agency.ts';
import { entriesOf, replacing, wholeOf } from '../../../domain/nemsis/demographics/entries.ts';
import { NOTHING, withChanges } from '../../../domain/nemsis/demographics/part.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { type DataSet, isGroup } from '../../../schemas/nemsis/data-set.ts';
import { group, marked } from '../../nemsis/build.ts';
import { groupArbitrary } from '../../nemsis/data-set-arbitrary.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_DEMOGRAPHICS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { ADMIN, idOf } from '../../sample-chart.ts';

const standard = { dictionary: agencyDictionary(DEM, EMS), isRelease: () => true };

const imported = (dataSet: DataSet): ImportedAgency[] => {
  let ids = 0;
  return dataSetToAgencies(dataSet, DEM, () => {
    ids += 1;
    return idOf(ids);
  });
};

const read = (file: string) => {
  const { dataSet } = readOfficial(file);
  const [agency, ...others] = imported(dataSet);
  if (!agency || others.length > 0) throw new Error('A file of demographic data has one report.');
  return { dataSet, ...agency };
};

const isReport = (child: DataSet['children'][number]) =>
  isGroup(child) && child.group === 'DemographicReport';

/** Each report of a data set as a data set of its own, with what all of them share. */
const reportsOf = (dataSet: DataSet): DataSet[] => {
  const others = dataSet.children.filter((child) => !isReport(child));
  return dataSet.children.filter(isReport).map((report) => ({ ...dataSet, children: [...others, report] }));
};

describe('demographic data that becomes an agency and then demographic data again says the same', () => {
  test('whatever it says', () => {
    fc.assert(
      fc.property(groupArbitrary(DEM.root), (dataSet) => {
        const agencies = imported(dataSet);
        const after = agencies.map(({ entries, timeStamp = '' }) => {
          const part = withChanges(NOTHING, replacing(NOTHING, entries));
          return agencyToDataSet(entriesOf(part), { dictionary: DEM, timeStamp });
        });
        const found = reportsOf(dataSet).map((each, n) =>
          diff(each, after[n] ?? { group: 'nothing', children: [] }, { dictionary: DEM }),
        );
        expect(found).toStrictEqual(after.map(() => []));
      }),
      { numRuns: 60 },
    );
  });

  test('an agency that says nothing has a report without anything in it', () => {
    expect(imported(group('DEMDataSet'))).toStrictEqual([
      { entries: { elements: [], groups: [] }, timeStamp: undefined },
    ]);
    expect(
      agencyToDataSet({ elements: [], groups: [] }, { dictionary: DEM, timeStamp: '2026-03-01T12:00:00Z' }),
    ).toStrictEqual(group('DEMDataSet', marked('DemographicReport', { timeStamp: '2026-03-01T12:00:00Z' })));
  });

  test('an instance is known by its UUID, where it has one of its own', () => {
    const uuid = '5d0c9f6e-0c0b-4d8e-9d53-7b8f3a52c6b1';
    const vehicle = (given: Record<string, string>) => marked('dVehicle.VehicleGroup', given);
    const vehicles = [
      vehicle({ UUID: uuid }),
      vehicle({ UUID: uuid, CorrelationID: 'c1' }),
      vehicle({ UUID: 'x' }),
      group('dVehicle.VehicleGroup'),
    ];
    const report = marked('DemographicReport', { timeStamp: 't' }, group('dVehicle', ...vehicles));
    const name = 'dVehicle.VehicleGroup';
    expect(imported(group('DEMDataSet', report))[0]?.entries.groups).toStrictEqual([
      { id: uuid, group: name },
      { id: idOf(1), group: name, attributes: { UUID: uuid, CorrelationID: 'c1' } },
      { id: idOf(2), group: name, attributes: { UUID: 'x' } },
      { id: idOf(3), group: name },
    ]);
  });

  test('a group that is of no release we know is left behind', () => {
    const groups = [{ id: idOf(1), group: 'dVehicle.Unknown' }];
    const after = agencyToDataSet({ elements: [], groups }, { dictionary: DEM, timeStamp: 't' });
    expect(after).toStrictEqual(group('DEMDataSet', marked('DemographicReport', { timeStamp: 't' })));
  });
});

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
