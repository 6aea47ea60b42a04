import { createHash, randomUUID } from 'node:crypto';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, inject, it } from 'vitest';
import * as decider from '../../domain/subject.ts';
import { subjectStream } from '../../functions/commands/subject-endpoints.ts';
import { CREDENTIALS } from '../../local/environment.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { SubjectRef } from '../../schemas/phi.ts';
import { Upload } from '../../schemas/routes/chart-writes.ts';
import { filesOf } from '../../store/files/chart-files.ts';
import { deployedKeys } from '../deployed-keys.ts';
import { because } from '../sample-commits.ts';
import { texts } from '../store/keys/key-world.ts';
import { agency, type Person } from './agency.ts';
import { behind } from './behind.ts';

const REASON = 'Request 17 under the retention schedule.';
const SOON = { timeout: 20_000, interval: 200 };
const deployment = inject('guarded');
const { output, store } = behind(deployment);
const { endpoint, region } = deployment;
const s3 = new S3Client({ endpoint, region, credentials: CREDENTIALS });
const MEMBER = { crew_id: 'm1', level: '9925007', roles: ['2403011'] };

/** Adds a file to the chart and uploads it twice, as who is not sure that the first time was enough. */
const attached = async (medic: Person, at: string, version: number) => {
  const bytes = Buffer.from('An invented document.');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { name: 'consent.txt', content_type: 'text/plain', size_bytes: bytes.length, sha256 };
  const asked = { version, ...file };
  const headers = { 'idempotency-key': randomUUID() };
  const again = () => medic.ask('POST', `${at}/attachments`, asked, headers);
  const permit = Upload.parse((await again()).body['upload']);
  for (let times = 0; times < 2; times += 1)
    expect(
      (await fetch(permit.url, { method: permit.method, headers: permit.headers, body: bytes })).status,
    ).toBe(200);
  return { again };
};

/** An agency with a chart of a patient and a crew, and a file of two versions. */
const scene = async () => {
  const { tenant, person } = await agency(deployment);
  const [medic, admin, auditor] = [await person('ems'), await person('admin'), await person('auditor')];
  const key = { 'idempotency-key': randomUUID() };
  const opened = await medic.ask('POST', '/v1/charts', { incident_number: '26-0815' }, key);
  const id = String(opened.body['id']);
  const at = `/v1/charts/${id}`;
  await medic.ask('PATCH', at, { version: 1, response: { unit_call_sign: 'M7', crew: [MEMBER] } });
  await medic.ask('PATCH', `${at}/patient`, { version: 2, last_name: 'Marker' });
  const file = await attached(medic, at, 3);
  const files = async () => {
    const Prefix = filesOf({ tenant_id: tenant, id });
    const ask = new ListObjectVersionsCommand({ Bucket: output('AttachmentsBucket'), Prefix });
    return ((await s3.send(ask)).Versions ?? []).length;
  };
  const keyOf = async (subject: SubjectRef) =>
    texts(await deployedKeys(deployment).toOpen(tenant, [subject]))[`${subject.kind}/${subject.id}`];
  return { tenant, id, at, medic, admin, auditor, file, files, keyOf };
};

it("With IAM enforced, an admin destroys a patient's key, once and for ever, and nobody else may", async () => {
  const { id, medic, admin, keyOf } = await scene();
  const at = `/v1/subjects/patient/${id}/destruction`;
  expect((await medic.ask('POST', at, { reason: REASON })).status).toBe(403);
  for (let times = 0; times < 2; times += 1) {
    const { status, body } = await admin.ask('POST', at, { reason: REASON });
    expect({ status, body }).toStrictEqual({ status: 200, body: { kind: 'patient', id, version: 1 } });
  }
  expect(await keyOf({ kind: 'patient', id })).toBe('destroyed');
  const nobody = `/v1/subjects/patient/${randomUUID()}/destruction`;
  expect((await admin.ask('POST', nobody, { reason: REASON })).status).toBe(404);
});

it('With IAM enforced, a destroyed patient is gone from bucket, chart and history, which are read and proved as before', async () => {
  const { id, at, medic, admin, auditor, file, files, keyOf } = await scene();
  expect(await files()).toBe(2);
  expect((await medic.ask('GET', `${at}?min_version=4`)).body).toMatchObject({
    patient: { last_name: 'Marker' },
  });
  expect((await admin.ask('POST', `/v1/subjects/patient/${id}/destruction`, { reason: REASON })).status).toBe(
    200,
  );
  await expect.poll(files, SOON).toBe(0);
  // A warm function remembers the key for a minute.
  const read = async () => JSON.stringify((await medic.ask('GET', `${at}?min_version=4`)).body);
  await expect.poll(read, { timeout: 90_000, interval: 1000 }).not.toContain('Marker');
  expect(JSON.parse(await read())).toMatchObject({
    version: 4,
    response: { unit_call_sign: 'M7', crew: [MEMBER] },
    patient: {},
    attachments: [],
  });
  const audit = `/v1/audit/streams/chart/${id}`;
  const history = async () => JSON.stringify((await auditor.ask('GET', audit)).body);
  await expect.poll(history, { timeout: 90_000, interval: 1000 }).not.toContain('Marker');
  expect(await history()).toContain('m1');
  expect((await auditor.ask('GET', `${audit}/verify`)).body).toStrictEqual({ ok: true, versions: 4 });
  expect(await keyOf({ kind: 'crew', id: 'm1' })).not.toBe('destroyed');
  const late = async () => (await file.again()).status;
  await expect.poll(late, { timeout: 90_000, interval: 1000 }).toBe(409);
}, 300_000);

it('With IAM enforced, a destruction that broke off after it was recorded is finished behind', async () => {
  const { tenant, id, files, keyOf } = await scene();
  const subject: SubjectRef = { kind: 'patient', id };
  const stream = subjectStream({ tenant_id: tenant, subject });
  const recorded = await store.append(
    await store.head(stream, decider),
    [{ type: 'subject.key_destroyed', data: { kind: 'patient', subject_id: id, reason: REASON } }],
    because(1),
  );
  expect(isRefusal(recorded)).toBe(false);
  await expect.poll(() => keyOf(subject), SOON).toBe('destroyed');
  await expect.poll(files, SOON).toBe(0);
});
