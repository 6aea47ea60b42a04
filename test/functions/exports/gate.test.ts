import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../adapters/nemsis-xml/packs/digest.ts';
import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { exportText } from '../../../functions/exports/export-text.ts';
import { exportGate } from '../../../functions/exports/gate.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../../schemas/software.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { minute } from '../../sample-chart.ts';
import { AGENCY, MANDATORY, OPEN } from './export-world.ts';

const RULES = `<?xml version="1.0" encoding="UTF-8"?>
<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" schemaVersion="1">
  <sch:ns prefix="nem" uri="http://www.nemsis.org"/>
  <sch:pattern><sch:rule context="nem:EMSDataSet">
    <sch:assert id="never" role="[ERROR]" test="false()">It never holds.</sch:assert>
  </sch:rule></sch:pattern>
</sch:schema>`;

/** A file of rules that everything breaks, of the nation or of a state. */
const rulesOf = async (packs: PackStore, name: string, state?: string) => {
  const bytes = Buffer.from(RULES);
  await packs.put({
    pack: {
      name,
      kind: 'rules',
      dataSet: 'EMS',
      release: '3.5.1.250403CP1',
      ...(state !== undefined && { state }),
      version: '1',
      main: 'rules.sch',
      files: { 'rules.sch': sha256(bytes) },
    },
    files: new Map([['rules.sch', bytes]]),
  });
};

const judgedWith = async (packs: PackStore, chosen: readonly string[]) => {
  const releases = [{ from: '2020-01-01', release: '3.5.1.250403CP1', packs: [...chosen] }];
  const profile: AgencyProfile = { ...AGENCY, releases };
  const agency = AGENCY.facts ?? { state_id: '', number: '', state: '', time_zone: 'UTC' };
  const chart = chartOf([OPEN, MANDATORY]);
  const text = exportText({ kind: 'full', chart, agency, software: SOFTWARE }, profile, dictionaryOf);
  const gate = exportGate({ packs, dictionaries: dictionaryOf, now: () => new Date(minute(1)) });
  const { valid, judgedBy } = await gate.judge(text, 'full');
  return { valid, rules: judgedBy.filter(({ stage }) => stage === 'schematron').map(({ name }) => name) };
};

describe('the packs that judge an export', () => {
  const packs = memoryPackStore();

  test('are those of the nation, where the agency has chosen none', async () => {
    await rulesOf(packs, 'connecticut', 'CT');
    expect(await judgedWith(packs, [])).toStrictEqual({ valid: true, rules: [] });
    await rulesOf(packs, 'national');
    expect(await judgedWith(packs, [])).toStrictEqual({ valid: false, rules: ['national'] });
  });

  test('are those that the agency has chosen, and no others', async () => {
    expect(await judgedWith(packs, ['connecticut'])).toStrictEqual({
      valid: false,
      rules: ['connecticut (CT)'],
    });
  });
});
