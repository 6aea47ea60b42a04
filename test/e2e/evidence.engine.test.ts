import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { CREDENTIALS } from '../../local/environment.ts';
import { LogCheckpoint } from '../../schemas/routes/audit-log.ts';
import { openCheckpoint } from '../../store/log/checkpoint.ts';
import { leafHashOf } from '../../store/log/leaf.ts';
import { parseVerifierKey } from '../../store/log/verifier-key.ts';
import { verifyConsistency, verifyInclusion } from '../../store/log/verify-proof.ts';
import { ran } from '../bin/ems/captured-io.ts';
import { emsOnDeployment, objectsOf } from '../bin/ems/deployed.ts';
import { buildJudge, whyNoJudge } from '../judge/build.ts';
import { agency } from './agency.ts';

const noGo = await whyNoJudge();
if (noGo !== undefined) writeSync(2, `Go is not asked about the deployed log: ${noGo}\n`);

const ems = emsOnDeployment('guarded');
const soon = { timeout: 45_000, interval: 250 };
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fusionems-deployed-evidence-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An agency whose medic writes and whose auditor asks. */
const scene = async () => {
  const { tenant, person } = await agency(inject('guarded'));
  const [medic, auditor, admin] = [await person('ems'), await person('auditor'), await person('admin')];
  const ask = async (method: string, path: string) => (await auditor.ask(method, `/v1/audit${path}`)).body;
  const fed = async () => ((await auditor.ask('GET', '/v1/events')).body['items'] as unknown[]).length;
  return {
    tenant,
    medic,
    admin,
    /** Opens a chart and names its patient: two commits, waited for in the feed. */
    async chart() {
      const before = await fed();
      const key = { 'idempotency-key': randomUUID() };
      const { body } = await medic.ask('POST', '/v1/charts', { incident_number: '26-77' }, key);
      await medic.ask('PATCH', `/v1/charts/${body['id']}/patient`, { version: 1, last_name: 'Sealed' });
      await expect.poll(fed, soon).toBeGreaterThanOrEqual(before + 2);
      return String(body['id']);
    },
    async sign() {
      const told = LogCheckpoint.parse(await ask('POST', '/checkpoint'));
      const key = parseVerifierKey(told.key);
      const head = key && openCheckpoint(told.note, key);
      if (!head) throw new Error('The checkpoint is not signed by the key it names.');
      return { ...told, head };
    },
    proof: (path: string) => ask('GET', `/proofs/${path}`),
    newest: () => ask('GET', '/checkpoint'),
  };
};

const hashesIn = (body: Readonly<Record<string, unknown>>) => (body['proof'] as string[]).map(bytes);

describe('With IAM enforced, the log of an agency', () => {
  test('is signed on request, and proves each commit, and that it only grew', async () => {
    const { chart, sign, proof, newest, tenant } = await scene();
    await chart();
    const first = await sign();
    expect(first.origin).toBe(`fusionems-dev/${tenant}`);
    for (let seq = 0; seq < first.size; seq += 1) {
      const body = await proof(`inclusion?seq=${seq}`);
      const entry = body['entry'] as Parameters<typeof leafHashOf>[0];
      const leaf = { index: seq, hash: leafHashOf(entry) };
      expect(verifyInclusion(first.head, leaf, hashesIn(body))).toBe(true);
    }
    await chart();
    const second = await sign();
    expect(second.size).toBeGreaterThan(first.size);
    expect(second.key).toBe(first.key);
    const grown = await proof(`consistency?from=${first.size}&to=${second.size}`);
    expect(verifyConsistency(first.head, second.head, hashesIn(grown))).toBe(true);
    const { head: _, ...told } = second;
    expect(await newest()).toStrictEqual(told);
  });

  test('is signed once a day with all others', async () => {
    const { chart, newest } = await scene();
    await chart();
    expect(await newest()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    const { endpoint, region } = inject('guarded');
    const lambda = new LambdaClient({ endpoint, region, credentials: CREDENTIALS });
    const asked = { FunctionName: 'fusionems-dev-events-checkpoint', Payload: '{}' };
    const { FunctionError } = await lambda.send(new InvokeCommand(asked));
    expect(FunctionError).toBeUndefined();
    expect(LogCheckpoint.parse(await newest()).size).toBeGreaterThan(2);
  });

  test('goes out as evidence, which names what was touched and outlives the key of its patient', async () => {
    const { chart, sign, admin, tenant } = await scene();
    const patient = await chart();
    const kept = await sign();
    const files = {
      whole: join(folder, 'whole'),
      later: join(folder, 'later'),
      touched: join(folder, 'touched'),
      kept: join(folder, 'kept'),
    };
    await writeFile(files.kept, kept.note);
    const exported = await ems(['audit', 'export', files.whole, '--tenant', tenant, '--json']);
    expect(objectsOf(exported.out)).toMatchObject([
      { tenant_id: tenant, entries: kept.size, checkpoints: 1, key: kept.key },
    ]);
    expect(exported.err).toContain(`${tenant}: ${kept.size} of ${kept.size} commits read`);
    const verify = async (bundle: string) => {
      const { exitCode, out } = await ran([
        'audit',
        'verify',
        bundle,
        '--key',
        kept.key,
        '--kept',
        files.kept,
      ]);
      return [exitCode, out];
    };
    const whole = (size: number, checkpoints: number) => [
      0,
      `whole: ${kept.origin}, ${size} entries, ${checkpoints} checkpoints, 1 kept ones fit\n`,
    ];
    expect(await verify(files.whole)).toStrictEqual(whole(kept.size, 1));

    await cp(files.whole, files.touched, { recursive: true });
    const commits = await readFile(join(files.whole, 'commits.jsonl'));
    const at = commits.indexOf('"sk":2');
    await writeFile(
      join(files.touched, 'commits.jsonl'),
      commits.map((byte, n) => (n === at + 5 ? byte ^ 1 : byte)),
    );
    const line = commits.subarray(0, at).toString('utf8').split('\n').length;
    const [code, said] = await verify(files.touched);
    expect(code).toBe(1);
    expect(said).toContain(`broken: commits.jsonl line ${line} (entry ${line - 1}): `);

    const reason = { reason: 'Request 17 under the retention schedule.' };
    await admin.ask('POST', `/v1/subjects/patient/${patient}/destruction`, reason);
    await chart();
    const later = await sign();
    expect((await ems(['audit', 'export', files.later, '--tenant', tenant])).exitCode).toBe(0);
    expect(await verify(files.later)).toStrictEqual(whole(later.size, 2));
    const now = await readFile(join(files.later, 'commits.jsonl'));
    expect(now.subarray(0, commits.length).equals(commits)).toBe(true);
    expect((await ems(['audit', 'export', files.later, '--tenant', tenant])).err).toContain('is not empty');
  });

  test.skipIf(noGo !== undefined)(
    "is taken by Go's own implementation, signed as it is by KMS",
    async () => {
      const { chart, sign, proof, tenant } = await scene();
      await chart();
      const first = await sign();
      await chart();
      const { size, root } = await sign();
      const bundle = join(folder, 'judged');
      await ems(['audit', 'export', bundle, '--tenant', tenant]);
      const [included, grown] = [
        await proof(`inclusion?seq=1&size=${size}`),
        await proof(`consistency?from=${first.size}&to=${size}`),
      ];
      const proofs = {
        inclusion: [{ index: 1, size, root, proof: included['proof'] }],
        consistency: [{ old: first.size, old_root: first.root, size, root, proof: grown['proof'] }],
      };
      await writeFile(join(bundle, 'proofs.json'), JSON.stringify(proofs));
      const judge = await buildJudge(folder);
      expect(await judge([bundle])).toStrictEqual([{ folder: bundle, size, proofs: 2 }]);
    },
    120_000,
  );
});

test('An agency of which nothing is signed gives no evidence', async () => {
  const { exitCode, out, err } = await ems([
    'audit',
    'export',
    join(folder, 'none'),
    '--tenant',
    'nobody-ems',
  ]);
  expect([exitCode, out]).toStrictEqual([1, '']);
  expect(err).toContain('The agency nobody-ems has no signed checkpoint; nothing was written.');
});
