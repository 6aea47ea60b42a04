import { describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../../adapters/nemsis-xml/packs/digest.ts';
import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { exportText } from '../../../functions/exports/export-text.ts';
import { type ExportGate, exportGate } from '../../../functions/exports/gate.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import type { DataSetKind } from '../../../schemas/nemsis/data-set-kind.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../../schemas/software.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { minute, recordVitals, VITAL_ID } from '../../sample-chart.ts';
import { AGENCY, MANDATORY, OPEN } from './export-world.ts';

const RULES = `<?xml version="1.0" encoding="UTF-8"?>
<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" schemaVersion="1">
  <sch:ns prefix="nem" uri="http://www.nemsis.org"/>
  <sch:pattern><sch:rule context="nem:EMSDataSet">
    <sch:assert id="never" role="[ERROR]" test="false()">It never holds.</sch:assert>
  </sch:rule></sch:pattern>
</sch:schema>`;

const HOLDS = { holds: 'true()' };

/** A file of rules that everything breaks (or fits, where that is the test), of the nation or of a state. */
const rulesOf = async (
  packs: PackStore,
  name: string,
  {
    state,
    holds = 'false()',
    dataSet = 'EMS',
  }: { state?: string; holds?: string; dataSet?: DataSetKind } = {},
) => {
  const bytes = Buffer.from(RULES.replace('false()', holds));
  await packs.put({
    pack: {
      name,
      kind: 'rules',
      dataSet,
      release: '3.5.1.250403CP1',
      ...(state !== undefined && { state }),
      version: '1',
      main: 'rules.sch',
      files: { 'rules.sch': sha256(bytes) },
    },
    files: new Map([['rules.sch', bytes]]),
  });
};

/** What a gate says of a valid chart whose agency has chosen these rules. */
const opened = (packs: PackStore, now = () => new Date(minute(1))) => {
  const gate = exportGate({ packs, dictionaries: dictionaryOf, now });
  return (chosen: readonly string[]) => judgedBy(gate, chosen);
};
const judgedWith = (packs: PackStore, chosen: readonly string[]) => opened(packs)(chosen);

const judgedBy = async (gate: ExportGate, chosen: readonly string[]) => {
  const releases = [{ from: '2020-01-01', release: '3.5.1.250403CP1', packs: [...chosen] }];
  const profile: AgencyProfile = { ...AGENCY, releases };
  const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
  const chart = chartOf([OPEN, MANDATORY]);
  const text = exportText({ kind: 'full', chart, agency, software: SOFTWARE }, profile, dictionaryOf);
  const verdict = await gate.judge(text, 'full');
  const judges = verdict.judgedBy.filter(({ stage }) => stage === 'schematron');
  const unknown = verdict.findings.filter(({ rule }) => rule === 'unknown-pack');
  return {
    valid: verdict.valid,
    rules: judges.map(({ name }) => name),
    ...(unknown.length > 0 && { unknown: unknown.map(({ message }) => message.split(',')[0]) }),
  };
};

describe('the packs that judge an export', () => {
  test('are those of the nation, where the agency has chosen none', async () => {
    const packs = memoryPackStore();
    await rulesOf(packs, 'connecticut', { state: 'CT' });
    expect(await judgedWith(packs, [])).toStrictEqual({ valid: true, rules: [] });
    await rulesOf(packs, 'national');
    expect(await judgedWith(packs, [])).toStrictEqual({ valid: false, rules: ['national'] });
  });

  test('are those that the agency has chosen, and no others', async () => {
    const packs = memoryPackStore();
    await rulesOf(packs, 'connecticut', { state: 'CT' });
    await rulesOf(packs, 'national');
    expect(await judgedWith(packs, ['connecticut'])).toStrictEqual({
      valid: false,
      rules: ['connecticut (CT)'],
    });
  });

  test('that are not installed let nothing pass, whatever others say', async () => {
    const good = memoryPackStore();
    await rulesOf(good, 'lenient', HOLDS);
    expect(await judgedWith(good, ['lenient'])).toStrictEqual({ valid: true, rules: ['lenient'] });
    expect(await judgedWith(good, ['lenient', 'strict', 'x_rules_strict_US_1'])).toStrictEqual({
      valid: false,
      rules: ['lenient'],
      unknown: [
        "The agency's releases name the rule pack strict",
        "The agency's releases name the rule pack x_rules_strict_US_1",
      ],
    });
  });

  test('are known by the id of one of them, too, and by no schema’s name', async () => {
    const good = memoryPackStore();
    await rulesOf(good, 'lenient', { ...HOLDS, state: 'CT' });
    const id = '3.5.1.250403CP1_rules_lenient_CT_1';
    expect(await judgedWith(good, [id])).toStrictEqual({ valid: true, rules: ['lenient (CT)'] });
    const bytes = Buffer.from('x');
    const schema = {
      name: 'lenient-schema',
      kind: 'schema',
      dataSet: 'DEM',
      release: '3.5.1',
      version: '1',
    } as const;
    await good.put({
      pack: { ...schema, main: 'a.xsd', files: { 'a.xsd': sha256(bytes) } },
      files: new Map([['a.xsd', bytes]]),
    });
    expect(await judgedWith(good, ['lenient-schema'])).toMatchObject({ valid: false, rules: [] });
  });

  test('may be installed later, and then judge in the very gate that lacked them', async () => {
    const late = memoryPackStore();
    const judge = opened(late);
    expect((await judge(['lenient'])).valid).toBe(false);
    await rulesOf(late, 'lenient', HOLDS);
    expect(await judge(['lenient'])).toStrictEqual({ valid: true, rules: ['lenient'] });
  });

  test('are looked for once a minute, and judge in a gate that has judged without them', async () => {
    const packs = memoryPackStore();
    const list = vi.fn(packs.list);
    let at = 1;
    const judge = opened({ ...packs, list }, () => new Date(minute(at)));
    expect(await judge([])).toStrictEqual({ valid: true, rules: [] });
    await rulesOf(packs, 'lenient', HOLDS);
    expect(await judge([])).toStrictEqual({ valid: true, rules: [] });
    expect(list).toHaveBeenCalledTimes(1);
    at = 2;
    expect(await judge([])).toStrictEqual({ valid: true, rules: ['lenient'] });
    expect(await judge([])).toStrictEqual({ valid: true, rules: ['lenient'] });
    expect(list).toHaveBeenCalledTimes(2);
  });

  test('may be of the demographic data, and are no matter for a chart then', async () => {
    const both = memoryPackStore();
    await rulesOf(both, 'for-charts', HOLDS);
    await rulesOf(both, 'for-agencies', { ...HOLDS, dataSet: 'DEM' });
    expect(await judgedWith(both, ['for-charts', 'for-agencies'])).toStrictEqual({
      valid: true,
      rules: ['for-charts'],
    });
  });
});

test('what schema and profile find in an export names the part of the chart that it is in', async () => {
  const wrong = {
    group: VITAL_ID,
    element: 'eVitals.08',
    values: [{ text: 'x' }],
    within: 'eVitals.VitalGroup',
  };
  const chart = chartOf([
    OPEN,
    MANDATORY,
    recordVitals,
    { type: 'put_elements', elements: [wrong], groups: [] },
  ]);
  const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
  const text = exportText({ kind: 'full', chart, agency, software: SOFTWARE }, AGENCY, dictionaryOf);
  const gate = exportGate({ packs: memoryPackStore(), dictionaries: dictionaryOf, now: () => new Date(0) });
  const { findings } = await gate.judge(text, 'full');
  const found = findings.filter(({ element }) => element === 'eVitals.08');
  expect(found.map(({ stage, instance }) => [stage, instance])).toStrictEqual([
    ['xsd', VITAL_ID],
    ['profile', VITAL_ID],
  ]);
});
