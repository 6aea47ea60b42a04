import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { playExport } from '../../../local/demo/export.ts';
import type { Reply } from './http-double.ts';
import { stageWith } from './stage-double.ts';

const FILE = '<EMSDataSet/>';
const SHA256 = createHash('sha256').update(FILE).digest('hex');
const WARNING = { severity: 'WARNING', element: 'eOutcome.01', message: 'eOutcome.01 is not recorded.' };
const ERROR = { severity: 'ERROR', element: 'eDisposition.27', message: 'eDisposition.27 is missing.' };
const OWN = { name: 'own schema EMS', version: '3.5.1', origin: 'own' };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

interface Given {
  /** What the list shows, one after the other; the last for ever. */
  readonly statuses: readonly (string | undefined)[];
  readonly findings?: readonly object[];
  readonly sha256?: string;
  readonly outcome?: string;
  readonly file?: Reply;
}

/** A system in which one export goes through these states. */
const exporting = async ({ statuses, findings = [], sha256 = SHA256, outcome, file }: Given) => {
  let at = 0;
  let host: string | undefined;
  const one = (status: string | undefined) => ({
    ...{ id: 'x1', status, findings, judged_by: [OWN] },
    artifact: { sha256, bytes: FILE.length },
    download: { url: `http://${host}/file` },
    ...(outcome !== undefined && { submission: { outcome: { text: outcome } } }),
  });
  const listed = (): Reply => {
    const status = statuses[Math.min(at, statuses.length - 1)];
    at += 1;
    const other = { id: 'x0', status: 'exported' };
    return { status: 200, body: { items: [other, ...(status === undefined ? [] : [{ id: 'x1', status }])] } };
  };
  const made = await stageWith(({ method, path, headers }) => {
    host = headers.host;
    if (method === 'POST') return { status: 202, body: { id: 'x1', version: 1 } };
    if (path === '/file') return file ?? { status: 200, body: FILE };
    return path.startsWith('/v1/exports?') ? listed() : { status: 200, body: one(statuses.at(-1)) };
  });
  open.push(made);
  return made;
};

describe('an export is followed', () => {
  test('from its asking to its file, and each state that is seen is told', async () => {
    const statuses = [undefined, 'pending_validation', 'pending_validation', 'ready_for_export', 'exported'];
    const { stage, told, got } = await exporting({ statuses, findings: [WARNING] });
    expect(await playExport(stage, 'c1', false)).toBe('x1');
    expect(told).toStrictEqual([
      'the medic asks for the NEMSIS export of the locked chart',
      '  it is pending_validation',
      '  it is ready_for_export',
      '  it is exported',
      '  it was judged by own schema EMS 3.5.1: 0 fatal, 0 errors, 1 warning',
      { kind: 'findings', findings: [WARNING], more: 0 },
      `  its file is downloaded: ${FILE.length} bytes of XML, with the SHA-256 that was told`,
    ]);
    expect(got[0]).toMatchObject({ path: '/v1/charts/c1/exports', body: '{"kind":"full"}' });
    expect(got.filter(({ path }) => path.startsWith('/v1/exports?'))).toHaveLength(statuses.length);
  });

  test('to the verdict of the state, which may come sooner than anybody looks', async () => {
    const outcome = 'The state has taken it.';
    const { stage, told } = await exporting({ statuses: ['pending_validation', 'accepted'], outcome });
    await playExport(stage, 'c1', true);
    expect(told.slice(1)).toStrictEqual([
      '  it is pending_validation',
      '  it is accepted',
      '  it was judged by own schema EMS 3.5.1: 0 fatal, 0 errors, 0 warnings',
      `  its file is downloaded: ${FILE.length} bytes of XML, with the SHA-256 that was told`,
      `  the state that it was submitted to says: ${outcome}`,
    ]);
  });

  test('with no more than five findings, and how many there are besides', async () => {
    const findings = Array.from({ length: 7 }, () => WARNING);
    const { stage, told } = await exporting({ statuses: ['exported'], findings });
    await playExport(stage, 'c1', false);
    expect(told).toContainEqual({ kind: 'findings', findings: findings.slice(0, 5), more: 2 });
  });
});

describe('it is a fault', () => {
  test('that the judges keep it back: the first finding is told', async () => {
    const { stage } = await exporting({ statuses: ['validation_failed'], findings: [ERROR, WARNING] });
    await expect(playExport(stage, 'c1', false)).rejects.toMatchObject({
      problem: 'The export x1 is validation_failed: eDisposition.27 is missing.',
    });
  });

  test('that the state refuses it: what it says is told', async () => {
    const given = { statuses: ['exported', 'rejected'], findings: [WARNING], outcome: 'Wrong password.' };
    const { stage } = await exporting(given);
    await expect(playExport(stage, 'c1', true)).rejects.toMatchObject({
      problem: 'The export x1 is rejected: Wrong password.',
    });
  });

  test('that the file is another than was told, or is not given', async () => {
    const other = 'f'.repeat(64);
    const { stage } = await exporting({ statuses: ['exported'], sha256: other });
    await expect(playExport(stage, 'c1', false)).rejects.toMatchObject({
      problem: `The file of the export has the SHA-256 ${SHA256}, where ${other} was told.`,
    });
    const gone = await exporting({ statuses: ['exported'], file: { status: 403 } });
    await expect(playExport(gone.stage, 'c1', false)).rejects.toMatchObject({
      problem: expect.stringMatching(
        /^The file of the export was not given: 127\.0\.0\.1:\d+ answered 403\.$/,
      ),
    });
  });
});
