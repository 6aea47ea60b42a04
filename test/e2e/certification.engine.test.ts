import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ReadDataSet } from '../../adapters/nemsis-xml/read-xml.ts';
import { CERTIFICATION_ALLOWS } from '../../domain/nemsis/diff/allowed.ts';
import { diff } from '../../domain/nemsis/diff.ts';
import { nationalSubset } from '../../domain/nemsis/subset.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { emsOnDeployment } from '../bin/ems/deployed.ts';
import { agencyEntries, unnamedCounty } from '../certification/agency-case.ts';
import { AGENCY_CASE, CHART_CASES, expectedOf, pageOf, stateOfCases } from '../certification/cases.ts';
import { chartEntries } from '../certification/chart-case.ts';
import { enterAgency } from '../certification/enter-agency.ts';
import { enterChart } from '../certification/enter-chart.ts';
import { DEM, EMS } from '../nemsis/dictionaries.ts';
import { readText } from '../nemsis/read.ts';
import { nemsisFile, nemsisMaterial, withMaterial } from '../nemsis-material.ts';
import { agency, type Person } from './agency.ts';
import type { Answered } from './api-client.ts';
import { downloaded, exported } from './exported.ts';

const RELEASE = '3.5.1.250403CP1';
const TIME_ZONE = 'America/New_York';
/** The nation's rules, by name: a function that has judged others before looks for the packs of an agency that names some. */
const PACKS = ['emsdataset', 'demdataset'];

/** Who judged: the official schema and rules, and our own profile. */
const judgedBy = (schema: string, rules: string) => [
  { stage: 'xsd', name: schema, version: RELEASE, origin: 'pack' },
  { stage: 'schematron', name: rules, origin: 'pack' },
  { stage: 'profile' },
];

const UNBLOCKED = { counts: { fatal: 0, error: 0 } };

const blocking = ({ findings }: Answered['body']) =>
  (findings as { severity: string }[]).filter(({ severity }) => severity !== 'WARNING');

const differences = (expected: string, { dataSet, dictionary }: ReadDataSet) =>
  diff(readText(expected).dataSet, dataSet, { dictionary, allowed: CERTIFICATION_ALLOWS });

const fileOf = async (made: Answered['body']) => readText((await downloaded(made)).toString());

describe.skipIf(!nemsisMaterial)(withMaterial('The certification cases, entered as their pages say'), () => {
  const ems = emsOnDeployment();
  let admin: Person;
  let medic: Person;

  beforeAll(async () => {
    const installed = await ems(['nemsis', 'pack', nemsisFile('official'), '--deployed']);
    expect(installed).toMatchObject({ exitCode: 0 });
    const { person } = await agency(inject('deployment'));
    [admin, medic] = [await person('admin'), await person('ems')];
    const dictionaries = { DEM, EMS };
    const entries = agencyEntries({
      page: pageOf(AGENCY_CASE),
      state: stateOfCases(),
      dictionaries,
      nextId: randomUUID,
    });
    const releases = [{ from: '2024-10-01', release: RELEASE, packs: PACKS }];
    await enterAgency(admin, { entries, releases, timeZone: TIME_ZONE });
  });

  /** A chart of a case, entered with what the agency says of itself before the medic's eyes. */
  const entered = async (name: string) => {
    const { demographics } = (await medic.ask('GET', '/v1/agency')).body as AgencyProfile;
    const page = pageOf(name);
    const county = unnamedCounty(pageOf(AGENCY_CASE));
    const facts = { dictionary: EMS, state: stateOfCases(), county, timeZone: TIME_ZONE };
    return enterChart(medic, chartEntries({ page, demographics, nextId: randomUUID, ...facts }));
  };

  it(`${AGENCY_CASE} is exported as expected, but for the software that writes it`, async () => {
    const made = await exported(admin, '/v1/agency', {});
    expect(made).toMatchObject({
      status: 'exported',
      judged_by: judgedBy('dem', 'demdataset'),
      ...UNBLOCKED,
    });
    expect(blocking(made)).toStrictEqual([]);
    const file = await fileOf(made);
    const found = differences(expectedOf(AGENCY_CASE, 'full'), file);
    // The page gives the tool of those who wrote the case as values to enter. It is for each vendor to name its own.
    expect(found.map(({ element, kind, actual }) => [element, kind, actual])).toStrictEqual([
      ['dRecord.01', 'differs', SOFTWARE.creator],
      ['dRecord.02', 'differs', SOFTWARE.name],
      ['dRecord.03', 'differs', SOFTWARE.version],
    ]);
    const national = { ...file, dataSet: nationalSubset(file.dataSet, file.dictionary) };
    expect(differences(expectedOf(AGENCY_CASE, 'national'), national)).toStrictEqual([]);
  });

  it.each(CHART_CASES)('%s is exported as expected, whole and as the nation takes it', async (name) => {
    const at = await entered(name);
    const full = await exported(medic, at, { kind: 'full' });
    expect(full).toMatchObject({
      status: 'exported',
      judged_by: judgedBy('ems', 'emsdataset'),
      ...UNBLOCKED,
    });
    expect(blocking(full)).toStrictEqual([]);
    expect(differences(expectedOf(name, 'full'), await fileOf(full))).toStrictEqual([]);

    const national = await exported(medic, at, { kind: 'national' });
    expect(national).toMatchObject({
      status: 'exported',
      judged_by: judgedBy('ems-national', 'emsdataset'),
      ...UNBLOCKED,
    });
    expect(blocking(national)).toStrictEqual([]);
    expect(differences(expectedOf(name, 'national'), await fileOf(national))).toStrictEqual([]);
  });
});
