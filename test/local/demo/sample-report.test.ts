import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPackStore } from '../../../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import type { ChartExport, DemographicExport } from '../../../domain/nemsis/export-data-set.ts';
import { exportText } from '../../../functions/exports/export-text.ts';
import { exportGate } from '../../../functions/exports/gate.ts';
import type { ByNumber } from '../../../local/demo/by-number.ts';
import type { CallRecord } from '../../../local/demo/call-record.ts';
import { CANDLEWOOD, TIME_ZONE } from '../../../local/demo/candlewood.ts';
import { COLLISION } from '../../../local/demo/collision.ts';
import { OVERDOSE } from '../../../local/demo/overdose.ts';
import { overdoseByNumber } from '../../../local/demo/overdose-by-number.ts';
import { ChartView } from '../../../schemas/chart/view.ts';
import { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import { blocks } from '../../../schemas/nemsis/finding.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../../schemas/software.ts';
import { ran } from '../../bin/ems/captured-io.ts';
import { agencyWorld } from '../../functions/agency-world.ts';
import { chartWorld } from '../../functions/chart-world.ts';
import { nemsisFile, nemsisMaterial, withMaterial } from '../../nemsis-material.ts';
import { minute } from '../../sample-chart.ts';

const NOTHING: ByNumber = { elements: [], groups: [] };

const candlewood = async (): Promise<AgencyProfile> => {
  const world = agencyWorld();
  const said = await world.put('elements', { version: 0, ...CANDLEWOOD });
  await world.put('time-zone', { version: said.body.version, time_zone: TIME_ZONE });
  const { body } = await world.ask('GET /v1/agency', { query: { people: 'true' } });
  const { time_zone: _, ...profile } = body;
  return AgencyProfile.parse(profile);
};

/** A call as the demonstration documents it, behind the real endpoints. */
const documented = async (call: CallRecord, byNumber: (vitals: string[]) => ByNumber): Promise<ChartView> => {
  const world = chartWorld();
  await world.open();
  let version = 1;
  const write = async (key: string, fields: object) => {
    const { body } = await world.of(key, { body: { version, ...fields } });
    expect(body).toHaveProperty('version');
    version = body.version;
    return body;
  };
  const { response, times, location, situation, disposition, patient, narrative } = call;
  await write('PATCH /v1/charts/{id}', { response, times, location, situation, disposition });
  await write('PATCH /v1/charts/{id}/patient', patient);
  await write('PATCH /v1/charts/{id}/narrative', { text: narrative });
  const vitals: string[] = [];
  for (const each of call.vitals) vitals.push((await write('POST /v1/charts/{id}/vitals', each)).vital_id);
  for (const each of call.interventions) await write('POST /v1/charts/{id}/interventions', each);
  await write('PUT /v1/charts/{id}/elements', byNumber(vitals));
  return ChartView.parse(
    (await world.of('GET /v1/charts/{id}', { query: { min_version: String(version) } })).body,
  );
};

const overdose = () => documented(OVERDOSE, overdoseByNumber);

const judged = async (what: ChartExport | DemographicExport, profile: AgencyProfile, packs: PackStore) => {
  const text = exportText(what, profile, dictionaryOf);
  const gate = exportGate({ packs, dictionaries: dictionaryOf, now: () => new Date(minute(1)) });
  const { findings } = await gate.judge(text, what.kind);
  return {
    blocking: findings.filter(blocks),
    warned: [...new Set(findings.map(({ element }) => element.replace(/\..*/, '')))],
  };
};

const ofChart = (chart: ChartView, { facts }: AgencyProfile): ChartExport => {
  if (!facts) throw new Error('The agency has not said who it is.');
  return { kind: 'full', chart, agency: facts, software: SOFTWARE };
};

const ofAgency = (profile: AgencyProfile): DemographicExport => ({
  kind: 'dem',
  profile,
  at: minute(0),
  software: SOFTWARE,
});

test('the agency says all that a report must begin with, and said again it changes nothing', async () => {
  const world = agencyWorld();
  const { status, body } = await world.put('elements', { version: 0, ...CANDLEWOOD });
  expect(status).toBe(200);
  const again = await world.put('elements', { version: body.version, ...CANDLEWOOD });
  expect(again).toStrictEqual({ status: 200, body });
  expect(await candlewood()).toMatchObject({
    missing: [],
    facts: { name: 'Candlewood EMS', time_zone: TIME_ZONE },
  });
});

describe('by the judges of this product', () => {
  const packs = memoryPackStore();

  test('the locked chart lacks what only biller and hospital know', async () => {
    const profile = await candlewood();
    expect(await judged(ofChart(await overdose(), profile), profile, packs)).toStrictEqual({
      blocking: [],
      warned: ['', 'ePayment', 'eOutcome'],
    });
  });

  test('the open chart and the agency may be sent', async () => {
    const profile = await candlewood();
    const collision = ofChart(await documented(COLLISION, () => NOTHING), profile);
    expect(await judged(collision, profile, packs)).toMatchObject({ blocking: [] });
    expect(await judged(ofAgency(profile), profile, packs)).toMatchObject({ blocking: [] });
  });
});

describe('by the official schema and rules', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demo-packs-'));
    if (nemsisMaterial !== undefined)
      await ran(['nemsis', 'pack', nemsisFile('official'), '--packs', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.skipIf(nemsisMaterial === undefined)(withMaterial('chart and agency may be sent'), async () => {
    const packs = folderPackStore(folder);
    expect(await packs.list()).not.toHaveLength(0);
    const profile = await candlewood();
    expect(await judged(ofChart(await overdose(), profile), profile, packs)).toStrictEqual({
      blocking: [],
      warned: ['ePayment', 'eOutcome'],
    });
    expect(await judged(ofAgency(profile), profile, packs)).toMatchObject({ blocking: [] });
  });
});
