import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeXml } from '../../../adapters/nemsis-xml/write-xml.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import { agency, type Person } from '../../e2e/agency.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { officialText } from '../../nemsis/official-files.ts';
import { readText } from '../../nemsis/read.ts';
import { agencyOf, wholeReport } from '../../nemsis/whole-report.ts';
import { nemsisMaterial, withMaterial } from '../../nemsis-material.ts';
import { emsOnDeployment, objectsOf } from './deployed.ts';

/** Messages go over queues and back, and the first export that a function judges reads the whole standard. */
const SOON = { timeout: 60_000, interval: 250 };
const ems = emsOnDeployment();
const UUID = /UUID="([0-9a-f-]{36})"/;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-engine-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** An agency that is who a data set says it is, with a medic, and a file of that data set. */
const agencyWith = async (text: string) => {
  const { tenant, person } = await agency(inject('deployment'));
  const [admin, medic] = [await person('admin'), await person('ems')];
  const elements = [...agencyOf(readText(text).dataSet)].map(([element, said]) => ({
    group: 'root',
    element,
    values: [{ text: said }],
  }));
  expect((await admin.ask('PUT', '/v1/agency/elements', { version: 0, elements })).status).toBe(200);
  const zone = { version: 1, time_zone: 'America/New_York' };
  expect((await admin.ask('PUT', '/v1/agency/time-zone', zone)).status).toBe(200);
  const file = join(folder, `${randomUUID()}.xml`);
  await writeFile(file, text);
  const run = async (...args: string[]) => {
    const { exitCode, out, err } = await ems([...args, file, '--tenant', tenant, '--json']);
    return { exitCode, results: objectsOf(out), err };
  };
  return { admin, medic, run };
};

const exported = async (medic: Person, id: string): Promise<DataSet> => {
  const key = { 'idempotency-key': randomUUID() };
  const { body } = await medic.ask('POST', `/v1/charts/${id}/exports`, { kind: 'full' }, key);
  const read = async () => (await medic.ask('GET', `/v1/exports/${body['id']}`)).body;
  await expect
    .poll(async () => ['exported', 'validation_failed'].includes(String((await read())['status'])), SOON)
    .toBe(true);
  const done = await read();
  expect(done).toMatchObject({ status: 'exported' });
  const { url } = done['download'] as { url: string };
  return readText(await (await fetch(url)).text()).dataSet;
};

/** What caused the commits of a chart, each once, after its history was proved to be whole. */
const sourcesOf = async (admin: Person, id: string, version: number) => {
  const path = `/v1/audit/streams/chart/${id}`;
  expect((await admin.ask('GET', `${path}/verify`)).body).toStrictEqual({ ok: true, versions: version });
  const { body } = await admin.ask('GET', `${path}?limit=200`);
  expect(body['next_after']).toBeNull();
  const items = body['items'] as { causation_id: string }[];
  return [...new Set(items.map(({ causation_id }) => causation_id))];
};

/** The whole way of a file: into an agency, read, exported, imported again. */
const goTheWay = async (text: string) => {
  const { admin, medic, run } = await agencyWith(text);
  const defined = await run('agency', 'import');
  expect(defined).toMatchObject({ exitCode: 0, results: [{ otherwise: [] }] });
  const { exitCode, results, err } = await run('nemsis', 'import');
  expect([exitCode, err]).toStrictEqual([0, expect.not.stringContaining('left out')]);
  const id = UUID.exec(text)?.[1] ?? '';
  const left = [
    'eRecord.01 to eRecord.04: the number and the software of the record; an export says its own',
  ];
  expect(results).toStrictEqual([{ report: 1, id, version: expect.any(Number), before: false, left }]);
  const version = Number(results[0]?.['version']);
  const chart = await medic.ask('GET', `/v1/charts/${id}?min_version=${version}`);
  expect(chart).toMatchObject({ status: 200, body: { id, version } });
  const again = await run('nemsis', 'import');
  expect(again).toMatchObject({ exitCode: 0, results: [{ id, version, before: true }] });
  expect(await sourcesOf(admin, id, version)).toStrictEqual([
    expect.stringMatching(/^nemsis-import:[0-9a-f]{64}$/),
  ]);
  const found = diff(readText(text).dataSet, await exported(medic, id), {
    dictionary: EMS,
    allowed: { ignored: ['eRecord'], extra: [] },
  });
  expect(found).toStrictEqual([]);
  return { medic, run, id, version };
};

describe('a file of another software, imported into a deployed agency', () => {
  it('is a chart that says the same when it is exported, once, until somebody changes it', async () => {
    const text = writeXml(wholeReport(randomUUID()), EMS);
    const { medic, run, id, version } = await goTheWay(text);
    const changes = { version, response: { unit_call_sign: 'M8' } };
    expect((await medic.ask('PATCH', `/v1/charts/${id}`, changes)).status).toBe(200);
    const refused = await run('nemsis', 'import');
    expect(refused).toMatchObject({
      exitCode: 1,
      results: [{ report: 1, refused: expect.stringContaining('was changed since it was imported') }],
    });
  }, 180_000);

  it('is refused where nobody knows the agency', async () => {
    const file = join(folder, `${randomUUID()}.xml`);
    await writeFile(file, writeXml(wholeReport(randomUUID()), EMS));
    const tenant = `nobody-${randomUUID().slice(0, 8)}`;
    const { exitCode, out, err } = await ems(['nemsis', 'import', file, '--tenant', tenant]);
    expect([exitCode, out, err]).toStrictEqual([
      2,
      '',
      expect.stringContaining(`No agency ${tenant} has said`),
    ]);
  });

  it('tells of custom elements that the agency does not define', async () => {
    const { run } = await agencyWith(writeXml(wholeReport(randomUUID()), EMS));
    const { results } = await run('nemsis', 'import');
    expect(results[0]?.['left']).toContainEqual(
      'eCustomConfiguration: the agency does not define weather; "ems agency import" of this file adds it',
    );
  });

  it('is refused where it breaks the schema, until that is asked for, and has an id of its own then', async () => {
    const version7 = '01912d68-783e-7a03-8467-5661c1243ad4';
    const { medic, run } = await agencyWith(writeXml(wholeReport(version7), EMS));
    const refused = await run('nemsis', 'import');
    expect(refused).toMatchObject({ exitCode: 1, results: [] });
    expect(refused.err).toContain('FATAL pattern: PatientCareReport');
    await run('agency', 'import');
    const { exitCode, results } = await run('nemsis', 'import', '--force');
    expect(exitCode).toBe(0);
    const dataSet = await exported(medic, String(results[0]?.['id']));
    const allowed = { ignored: ['eRecord', 'PatientCareReport/@UUID'], extra: [] };
    expect(diff(wholeReport(version7), dataSet, { dictionary: EMS, allowed })).toStrictEqual([]);
  }, 180_000);

  it
    .skipIf(nemsisMaterial === undefined)
    .each([
      withMaterial('official/SampleData/CustomElements/Extend_eVitals.26_DoesNotMapToNemsisCode.xml'),
      withMaterial('official/Compliance/Pre-Testing/xml/full/2025-EMS-3-MVC_v351.xml'),
    ])(
    'a published one: %s',
    async (file) => {
      await goTheWay(officialText(file));
    },
    180_000,
  );
});
