import { describe, expect, test } from 'vitest';
import { readXml } from '../../../adapters/nemsis-xml/read-xml.ts';
import type { ExportVerdict } from '../../../schemas/export.ts';
import { memoryArtifacts } from '../../../store/exports/memory-artifacts.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { CHART_ID, idOf, minute, TENANT } from '../../sample-chart.ts';
import { EXPORT_ID } from '../../sample-export.ts';
import { AGENCY, askFor, doToChart, exportWorld, MANDATORY, newest, OPEN } from './export-world.ts';

const of = (chart_version: number, kind: 'full' | 'national' = 'full') => ({
  kind,
  chart_id: CHART_ID,
  chart_version,
});
const keyOf = (sha256?: string) => `${TENANT}/${CHART_ID}/${EXPORT_ID}-${sha256}.xml`;
/** What was found, but what the profile would like to be recorded. */
const rulesOf = ({ findings }: Partial<ExportVerdict> = {}) =>
  findings?.list
    .filter(({ rule }) => rule !== 'not-recorded' && rule !== 'recommended')
    .map(({ severity, rule, element }) => `${severity} ${rule} ${element}`);

describe('an export of a chart in which something mandatory is missing', () => {
  test('fails, says what is missing, and writes nothing', async () => {
    const world = exportWorld();
    await askFor(world.store, of(await doToChart(world.store, [OPEN])));
    const state = await world.work();
    expect(state).toMatchObject({ status: 'validation_failed', verdict: { valid: false } });
    expect(rulesOf(state?.verdict)).toContain('FATAL unexpected-element eDisposition.28');
    expect(rulesOf(state?.verdict)).toContain('ERROR missing eDisposition.27');
    expect(state?.verdict?.judged_by).toMatchObject([
      { stage: 'xsd', name: 'own schema EMS', origin: 'own' },
      { stage: 'profile', name: 'completeness', origin: 'own' },
    ]);
    expect([...world.files.keys()]).toStrictEqual([]);
    expect(await world.rows.get(TENANT, EXPORT_ID)).toMatchObject({
      status: 'validation_failed',
      counts: state?.verdict?.counts,
    });
  });
});

describe('an export of a chart that has all', () => {
  test.each(['full', 'national'] as const)('is written where its chart is found: %s', async (kind) => {
    const world = exportWorld();
    await askFor(world.store, of(await doToChart(world.store, [OPEN, MANDATORY]), kind));
    const state = await world.work();
    expect(rulesOf(state?.verdict)).toStrictEqual(['WARNING own-schema ', 'WARNING no-rules ']);
    const sha256 = state?.verdict?.sha256;
    const key = keyOf(sha256);
    const bytes = world.files.get(key);
    expect(state?.artifact).toStrictEqual({ key, sha256, bytes: bytes?.length });
    const text = new TextDecoder().decode(bytes);
    expect(readXml(text, [EMS])).toMatchObject({ ok: true, left: [] });
    expect(text).toContain(`UUID="${CHART_ID}"`);
  });

  test('is of the version that was asked for, and the next one is the same report', async () => {
    const world = exportWorld();
    await doToChart(world.store, [OPEN]);
    const first = await doToChart(world.store, [MANDATORY]);
    await askFor(world.store, of(first));
    const second = await doToChart(world.store, [
      { type: 'record', changes: { response: { unit_call_sign: 'M8' } } },
    ]);
    await askFor(world.store, of(second), idOf(42));
    await world.work();
    await world.work(idOf(42));
    const [one, other] = [...world.files.values()].map((bytes) => new TextDecoder().decode(bytes));
    expect(one?.replace('>M7<', '>M8<')).toBe(other);
    expect(other).toContain(`UUID="${CHART_ID}"`);
  });
});

describe('an export that broke off', () => {
  test('after it was judged is written when it is told again, and told twice is written once', async () => {
    const broken = { ...memoryArtifacts(), put: () => Promise.reject(new Error('S3 is away')) };
    const world = exportWorld({ artifacts: broken });
    const requested = await askFor(world.store, of(await doToChart(world.store, [OPEN, MANDATORY])));
    await world.run(requested);
    const judged = await newest(world.store);
    await expect(world.run(judged)).rejects.toThrow('S3 is away');
    const healed = exportWorld({ store: world.store, rows: world.rows });
    await healed.run(judged);
    await healed.run(judged);
    await healed.run(requested);
    expect([await healed.state(), (await newest(world.store)).version]).toMatchObject([
      { status: 'exported' },
      3,
    ]);
    expect(await world.rows.get(TENANT, EXPORT_ID)).toMatchObject({ status: 'exported', version: 3 });
  });

  test('while its agency said something else of itself is judged anew, and then written as it was judged', async () => {
    const world = exportWorld();
    await world.run(await askFor(world.store, of(await doToChart(world.store, [OPEN, MANDATORY]))));
    const before = await world.state();
    const facts = {
      ...AGENCY.facts,
      state_id: 'S07',
      number: '350',
      state: '09',
      time_zone: 'America/Chicago',
    };
    const changed = exportWorld({ store: world.store, profile: { ...AGENCY, facts } });
    await changed.run(await newest(world.store));
    const again = await changed.state();
    expect(again).toMatchObject({ status: 'ready_for_export', verdict: { valid: true } });
    expect(again?.verdict?.sha256).not.toBe(before?.verdict?.sha256);
    expect(await changed.work()).toMatchObject({
      status: 'exported',
      artifact: { sha256: again?.verdict?.sha256 },
    });
  });
});

describe('an export that cannot be written', () => {
  test('says what its agency has not said', async () => {
    const { facts: _, ...nobody } = AGENCY;
    const world = exportWorld({ profile: { ...nobody, missing: ['dAgency.01', 'time_zone'] } });
    await askFor(world.store, of(await doToChart(world.store, [OPEN, MANDATORY])));
    const state = await world.work();
    expect(rulesOf(state?.verdict)).toStrictEqual([
      'FATAL agency-incomplete dAgency.01',
      'FATAL agency-incomplete time_zone',
    ]);
    expect(state?.status).toBe('validation_failed');
  });

  test('of the agency itself is judged as such', async () => {
    const world = exportWorld();
    await askFor(world.store, { kind: 'dem' });
    const state = await world.work();
    expect(rulesOf(state?.verdict)).toContain('FATAL unexpected-element dAgency.AgencyServiceGroup');
    expect(state?.verdict?.findings?.subject_id).toBe(EXPORT_ID);
  });

  test('because the gate has a fault is tried again, and is in the list meanwhile', async () => {
    const world = exportWorld({ gate: { judge: () => Promise.reject(new Error('no judge')) } });
    const chart_version = await doToChart(world.store, [OPEN, MANDATORY]);
    const entry = await askFor(world.store, of(chart_version));
    await expect(world.run(entry)).rejects.toThrow('no judge');
    expect(await world.rows.get(TENANT, EXPORT_ID)).toStrictEqual({
      id: EXPORT_ID,
      version: 1,
      kind: 'full',
      status: 'pending_validation',
      chart_id: CHART_ID,
      chart_version,
      date: minute(0),
      requested_by: expect.any(String),
      updated_at: minute(0),
    });
  });

  test('because nobody asked for it is a fault of whoever tells of it', async () => {
    const world = exportWorld();
    const entry = await askFor(world.store, of(1));
    await expect(world.run({ ...entry, id: idOf(99) })).rejects.toThrow('nobody asked for it');
    await expect(world.run(entry)).rejects.toThrow('has no version 1');
  });
});
