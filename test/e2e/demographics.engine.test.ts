import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import { secretsStateCredentials } from '../../adapters/state-credentials/secrets-state-credentials.ts';
import { agencyToDataSet } from '../../domain/nemsis/agency-to-data-set.ts';
import { CREDENTIALS } from '../../local/environment.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { DEMOGRAPHICS } from '../functions/agency-world.ts';
import { DEM } from '../nemsis/dictionaries.ts';
import { agency, type Person } from './agency.ts';

const deployment = inject('guarded');
const ems = emsOnDeployment('guarded');
const ACCOUNT = { endpoint: 'https://state.example/ws', username: 'u', organization: 'o' };
let tenant: string;
let admin: Person;
let medic: Person;
let folder: string;

beforeAll(async () => {
  const made = await agency(deployment);
  tenant = made.tenant;
  [admin, medic] = [await made.person('admin'), await made.person('ems')];
  folder = await mkdtemp(join(tmpdir(), 'demographics-'));
});
afterAll(() => rm(folder, { recursive: true }));

const put = async (what: string, body: object) => {
  const { status, body: answer } = await admin.ask('PUT', `/v1/agency/${what}`, body);
  return { status, ...answer };
};

test('With IAM enforced, an agency says who it is, and its people read it', async () => {
  expect(await put('elements', { version: 0, ...DEMOGRAPHICS })).toStrictEqual({ status: 200, version: 2 });
  const releases = [{ from: '2025-01-01', release: '3.5.1.250403CP1', packs: [] }];
  expect(await put('releases', { version: 2, releases })).toStrictEqual({ status: 200, version: 3 });
  const time_zone = 'America/New_York';
  expect(await put('time-zone', { version: 3, time_zone })).toStrictEqual({ status: 200, version: 4 });
  const { body } = await medic.ask('GET', '/v1/agency?people=true');
  expect(body).toMatchObject({ version: 4, missing: [], releases, demographics: DEMOGRAPHICS, time_zone });
});

test('With IAM enforced, the password at the state is kept as a secret', async () => {
  const { endpoint, region } = deployment;
  const client = new SecretsManagerClient({ endpoint, region, credentials: CREDENTIALS });
  const secrets = secretsStateCredentials(client, { prefix: 'fusionems-dev-state-accounts' });
  const set = { version: 4, ...ACCOUNT, password: 'the first' };
  expect(await put('state-account', set)).toStrictEqual({ status: 200, version: 5 });
  expect(await secrets.get(tenant)).toStrictEqual({
    username: 'u',
    organization: 'o',
    password: 'the first',
  });
  const other = { version: 5, ...ACCOUNT, username: 'v' };
  expect(await put('state-account', other)).toStrictEqual({ status: 200, version: 6 });
  expect(await secrets.get(tenant)).toMatchObject({ username: 'v', password: 'the first' });
});

test('an operator imports a file of demographic data, and is shown what the agency is', async () => {
  const file = join(folder, 'agency.xml');
  const renamed = DEMOGRAPHICS.elements.map((each) =>
    each.element === 'dAgency.03' ? { ...each, values: [{ text: 'Lakeside Rescue' }] } : each,
  );
  const entries = { ...DEMOGRAPHICS, elements: renamed };
  const dataSet = agencyToDataSet(entries, { dictionary: DEM, timeStamp: '2026-03-01T12:00:00-05:00' });
  await writeFile(file, writeXml(dataSet, DEM));
  const imported = await ems(['agency', 'import', file, '--tenant', tenant, '--json']);
  expect(objectsOf(imported.out)).toStrictEqual([{ tenant_id: tenant, version: 7, elements: 10, groups: 4 }]);
  const shown = await ems(['agency', 'show', '--tenant', tenant]);
  expect(shown.out).toContain('351 (L017, state 09), America/New_York');
  expect(shown.out).toContain('https://state.example/ws as v of o');
  const { body } = await medic.ask('GET', '/v1/agency');
  expect(body['facts']).toMatchObject({ name: 'Lakeside Rescue' });
});
