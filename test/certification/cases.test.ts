import { describe, expect, test } from 'vitest';
import * as agency from '../../domain/agency.ts';
import { agencyDictionary } from '../../domain/nemsis/agency-dictionary.ts';
import { profileOf } from '../../domain/nemsis/agency-profile.ts';
import { replacing, wholeOf } from '../../domain/nemsis/demographics/entries.ts';
import { CERTIFICATION_ALLOWS } from '../../domain/nemsis/diff/allowed.ts';
import { diff } from '../../domain/nemsis/diff.ts';
import { exportDataSet } from '../../domain/nemsis/export-data-set.ts';
import { type AskedEntries, putElementsBy } from '../../domain/nemsis/put-elements.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { AgencyFacts } from '../../schemas/nemsis/record.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { chartOf } from '../nemsis/chart.ts';
import { DEM, EMS } from '../nemsis/dictionaries.ts';
import { readText } from '../nemsis/read.ts';
import { nemsisMaterial, withMaterial } from '../nemsis-material.ts';
import { ADMIN, idOf } from '../sample-chart.ts';
import { agencyEntries, unnamedCounty } from './agency-case.ts';
import { AGENCY_CASE, CHART_CASES, expectedOf, pageOf, stateOfCases } from './cases.ts';
import { chartEntries } from './chart-case.ts';

const standard = { dictionary: agencyDictionary(DEM, EMS), isRelease: () => true };

const ids = () => {
  let made = 0;
  return () => {
    made += 1;
    return idOf(made);
  };
};

/** The agency of the cases, by the domain alone. */
const agencyOfCases = () => {
  const entries = agencyEntries({
    page: pageOf(AGENCY_CASE),
    state: stateOfCases(),
    dictionaries: { DEM, EMS },
    nextId: ids(),
  });
  const changes = replacing(wholeOf(agency.initial), entries);
  const events = agency.decide(agency.initial, { type: 'record_demographics', changes, standard }, ADMIN);
  if (isRefusal(events)) throw new Error(JSON.stringify(events.details));
  const state = events.reduce(agency.evolve, agency.initial);
  const profile = profileOf({ state, version: events.length }, standard.dictionary);
  if (!profile.facts) throw new Error(`The page does not tell ${profile.missing.join()}.`);
  return { profile, facts: profile.facts };
};

const enteredOf = (name: string, { profile, facts }: ReturnType<typeof agencyOfCases>) =>
  chartEntries({
    page: pageOf(name),
    state: stateOfCases(),
    demographics: profile.demographics,
    dictionary: EMS,
    county: unnamedCounty(pageOf(AGENCY_CASE)),
    timeZone: facts.time_zone,
    nextId: ids(),
  });

interface Entered {
  readonly commands: readonly ChartCommand[];
  readonly entries: AskedEntries;
}

const differences = ({ commands, entries }: Entered, name: string, facts: AgencyFacts) => {
  const put = putElementsBy(EMS, entries);
  if (isRefusal(put)) throw new Error(JSON.stringify(put.details));
  const chart = chartOf([...commands, put]);
  return (['full', 'national'] as const).flatMap((kind) => {
    const { dataSet } = exportDataSet({ kind, chart, agency: facts, software: SOFTWARE }, EMS);
    const expected = readText(expectedOf(name, kind)).dataSet;
    return diff(expected, dataSet, { dictionary: EMS, allowed: CERTIFICATION_ALLOWS });
  });
};

/** What may differ, and the total that is derived where nobody says it. */
const UNMISSED = ['eDispatch.06', 'eVitals.23'];

/** By the domain alone; through the deployed API it is `test/e2e/certification.engine.test.ts`. */
describe.skipIf(!nemsisMaterial)(withMaterial('the pages of the certification cases'), () => {
  test('tell the agency, and each chart, as they are expected', () => {
    const { profile, facts } = agencyOfCases();
    const what = { kind: 'dem', profile, at: '2024-10-12T14:58:32Z', software: SOFTWARE } as const;
    const { dataSet } = exportDataSet(what, DEM);
    const expected = readText(expectedOf(AGENCY_CASE, 'full')).dataSet;
    const found = diff(expected, dataSet, { dictionary: DEM, allowed: CERTIFICATION_ALLOWS });
    expect(found.map(({ element }) => element)).toStrictEqual(['dRecord.01', 'dRecord.02', 'dRecord.03']);
    for (const name of CHART_CASES)
      expect(differences(enteredOf(name, { profile, facts }), name, facts)).toStrictEqual([]);
  });

  test.each(CHART_CASES)('tell nothing of %s that would not be missed', (name) => {
    const ours = agencyOfCases();
    const { commands, entries } = enteredOf(name, ours);
    const some = entries.elements.filter(({ element }, n) => n % 11 === 0 && !UNMISSED.includes(element));
    expect(some.length).toBeGreaterThan(9);
    const unnoticed = some.filter((left) => {
      const elements = entries.elements.filter((each) => each !== left);
      return differences({ commands, entries: { ...entries, elements } }, name, ours.facts).length === 0;
    });
    expect(unnoticed).toStrictEqual([]);
  });
});
