import { describe, expect, test } from 'vitest';
import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import { judgedChart } from '../../../domain/nemsis/chart-findings.ts';
import { fillNotRecorded } from '../../../domain/nemsis/fill.ts';
import { chartAt } from '../../../functions/exports/chart-at.ts';
import { exportGate } from '../../../functions/exports/gate.ts';
import { exportStandard } from '../../../functions/queries/export-standard.ts';
import type { AgencyProfile } from '../../../schemas/nemsis/agency.ts';
import { dictionaryOf, NEWEST_RELEASE } from '../../../schemas/nemsis/releases.ts';
import { CHART_ID, TENANT } from '../../sample-chart.ts';
import { AGENCY, doToChart, exportWorld, MANDATORY, OPEN } from '../exports/export-world.ts';

/** A chart after these commands, and what it is held against. */
const held = async (commands: Parameters<typeof doToChart>[1], agency: AgencyProfile = AGENCY) => {
  const { store } = exportWorld();
  const version = await doToChart(store, commands);
  const chart = await chartAt(store, { tenant_id: TENANT, id: CHART_ID }, version);
  if (chart === 'destroyed') throw new Error('The sample chart was destroyed.');
  const gate = exportGate({
    packs: memoryPackStore(),
    dictionaries: dictionaryOf,
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  const standard = exportStandard({ dictionaries: dictionaryOf, gate, agency: async () => agency });
  const { dictionary, facts, judge } = await standard(TENANT, chart);
  if (!judge) throw new Error('There is no gate.');
  const { dataSet } = judgedChart(chart, facts, dictionary);
  const judged = await judge(fillNotRecorded(dataSet, dictionary));
  return { dictionary, facts, judged };
};
const rules = (findings: readonly { severity: string; rule: string; element?: string | undefined }[]) =>
  findings.map(({ severity, rule, element }) => `${severity} ${rule} ${element}`);

describe('what a chart is held against before its call is over', () => {
  test('is the release of its date, its agency, and the gate of its export, without our profile said twice', async () => {
    const { dictionary, facts, judged } = await held([OPEN, MANDATORY]);
    expect([dictionary.release, dictionary.kind]).toStrictEqual([NEWEST_RELEASE, 'EMS']);
    expect(facts).toMatchObject({ agency: AGENCY.facts, record: { uuid: CHART_ID, number: CHART_ID } });
    expect(rules(judged.findings)).toStrictEqual(['WARNING own-schema ', 'WARNING no-rules ']);
    expect(judged.judgedBy.map(({ stage, name }) => [stage, name])).toStrictEqual([
      ['xsd', 'own schema EMS'],
    ]);
  });

  test('finds in a chart that was only opened what its export would fail for', async () => {
    const { judged } = await held([OPEN]);
    expect(rules(judged.findings)).toContain('FATAL unexpected-element eDisposition.28');
  });

  test('is of nobody while the agency has not said who it is', async () => {
    const { facts: _, ...unsaid } = AGENCY;
    expect((await held([OPEN], unsaid)).facts).toBe(undefined);
  });
});
