import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFiles } from '../../../../bin/ems/audit/bundle-folder.ts';
import { exportFrom } from '../../../../bin/ems/audit/export.ts';
import type { AuditParts } from '../../../../bin/ems/audit/parts.ts';
import type { Screen } from '../../../../bin/ems/cli/screen.ts';
import { commitHash } from '../../../../store/commit-hash.ts';
import { verifyBundle } from '../../../../store/evidence/verify-bundle.ts';
import { writeCheckpoint } from '../../../../store/log/tenant-log.ts';
import { historyOf } from '../../../store/evidence/sample-bundle.ts';
import { storedLog } from '../../../store/evidence/stored-log.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fusionems-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The sample agency with these commits in its table, signed or not, beside one of which nothing is signed. */
const world = async ({ kept = historyOf(30, 4), signed = true } = {}) => {
  const { logs, commits, tenantId } = await storedLog(historyOf(30, 4), kept);
  if (signed) await writeCheckpoint(logs, tenantId);
  const parts: AuditParts = {
    logs,
    commits,
    async *tenants() {
      yield* [tenantId, 'bethel-ems'];
    },
  };
  const said: string[] = [];
  const results: Readonly<Record<string, unknown>>[] = [];
  const screen: Screen = {
    result: (value) => results.push(value),
    progress: (line) => said.push(line),
    step: () => undefined,
  };
  return {
    tenant: tenantId,
    said,
    results,
    run: (asked: object, into: string) => exportFrom(parts, { folder: join(folder, into), ...asked }, screen),
  };
};

describe('ems audit export', () => {
  test('writes a bundle that proves itself, and tells how far it is', async () => {
    const { tenant, said, results, run } = await world();
    await run({ tenant }, 'one');
    expect(said).toStrictEqual([`${tenant}: 30 of 30 commits read`]);
    expect(results).toMatchObject([{ tenant_id: tenant, entries: 30, checkpoints: 1, files: 6 }]);
    const { ok } = await verifyBundle(await bundleFiles(join(folder, 'one')), { hashOf: commitHash });
    expect(ok).toBe(true);
  });

  test('writes every agency that has something signed', async () => {
    const { tenant, said, run } = await world();
    await run({}, 'all');
    expect(await readdir(join(folder, 'all'))).toStrictEqual([tenant]);
    expect(said.at(-1)).toBe('bethel-ems: left out, for nothing of it is signed yet');
  });

  test('writes nothing of an agency of which nothing is signed', async () => {
    const { tenant, run } = await world({ signed: false });
    await expect(run({ tenant }, 'unsigned')).rejects.toThrow(
      `The agency ${tenant} has no signed checkpoint; nothing was written.`,
    );
    await expect(readdir(join(folder, 'unsigned'))).rejects.toThrow('ENOENT');
  });

  test('names the place where a commit is missing; the other agencies are gone through', async () => {
    const history = historyOf(30, 4);
    const { tenant, said, run } = await world({ kept: history.toSpliced(10, 1) });
    const { pk, sk } = history[10] ?? { pk: '', sk: 0 };
    await expect(run({}, 'missing')).rejects.toThrow(`1 agencies could not be exported: ${tenant}.`);
    expect(said).toContain(
      `No evidence of ${tenant} can be made: The commit at ${pk} version ${sk} cannot be read: the log counts it, and it is missing.`,
    );
    expect(said.at(-1)).toBe('bethel-ems: left out, for nothing of it is signed yet');
    await expect(readdir(join(folder, 'missing', tenant))).rejects.toThrow('ENOENT');
  });

  test('writes into no folder that has something in it', async () => {
    const { tenant, run } = await world();
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'taken', 'note'), '');
    await expect(run({ tenant }, 'taken')).rejects.toThrow('is not empty');
    expect(await readdir(join(folder, 'taken'))).toStrictEqual(['note']);
  });
});
