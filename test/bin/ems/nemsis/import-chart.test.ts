import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ChartImport, importChart } from '../../../../bin/ems/nemsis/import-chart.ts';
import { dataSetToCharts, type ImportedChart } from '../../../../domain/nemsis/data-set-to-chart.ts';
import { diff } from '../../../../domain/nemsis/diff.ts';
import { exportDataSet } from '../../../../domain/nemsis/export-data-set.ts';
import { chartAt } from '../../../../functions/exports/chart-at.ts';
import { isRefusal } from '../../../../schemas/error.ts';
import type { DataSet } from '../../../../schemas/nemsis/data-set.ts';
import type { EventStore } from '../../../../store/event-store.ts';
import { doToChart } from '../../../functions/exports/export-world.ts';
import { memoryStore } from '../../../memory-store.ts';
import { group, leaf, marked } from '../../../nemsis/build.ts';
import { EMS } from '../../../nemsis/dictionaries.ts';
import { OFFICIAL_REPORTS, titled } from '../../../nemsis/official-files.ts';
import { readOfficial } from '../../../nemsis/read.ts';
import { nemsisMaterial } from '../../../nemsis-material.ts';
import { minute, TENANT } from '../../../sample-chart.ts';

const UUID = 'a1500a8d-f414-4ca3-84bc-4e0a7d0ccb15';
const SOURCE = `nemsis-import:${'a'.repeat(64)}`;

const importOf = (store: EventStore, source = SOURCE): ChartImport => ({
  store,
  tenant: TENANT,
  source,
  dictionary: EMS,
  now: () => new Date(minute(5)),
});

const chartsIn = (dataSet: DataSet, nextId: () => string = randomUUID): ImportedChart[] =>
  dataSetToCharts(dataSet, EMS, { timeZone: 'America/New_York', nextId });

const reportOf = (...said: Parameters<typeof group>[1][]) =>
  group(
    'EMSDataSet',
    group(
      'Header',
      group(
        'DemographicGroup',
        leaf('dAgency.01', 'C034'),
        leaf('dAgency.02', '351'),
        leaf('dAgency.04', '09'),
      ),
      marked(
        'PatientCareReport',
        { UUID },
        group('eRecord', leaf('eRecord.01', '1')),
        group('eResponse', leaf('eResponse.03', '26-0815'), leaf('eResponse.13', 'M7')),
        ...said,
      ),
    ),
  );

const first = (dataSet: DataSet): ImportedChart => {
  const [chart] = chartsIn(dataSet);
  if (!chart) throw new Error('There is no report in it.');
  return chart;
};

const accepted = async (...[of, chart]: [ChartImport, ImportedChart]) => {
  const done = await importChart(of, chart, 0);
  if (isRefusal(done)) throw new Error(done.message);
  return done;
};

describe('a report of another software', () => {
  test('becomes a chart with its UUID, and each commit says where it comes from', async () => {
    const store = memoryStore();
    const { id, version } = await accepted(importOf(store), first(reportOf()));
    expect(id).toBe(UUID);
    const { commits } = await store.load({ tenant_id: TENANT, category: 'chart', id });
    expect(new Set(commits.map(({ causation_id }) => causation_id))).toStrictEqual(new Set([SOURCE]));
    expect(await chartAt(store, { tenant_id: TENANT, id }, version)).toMatchObject({
      incident_number: '26-0815',
      response: { unit_number: 'M7' },
    });
  });

  test('is imported once, whole, however often', async () => {
    const store = memoryStore();
    const chart = first(reportOf());
    const once = await accepted(importOf(store), chart);
    expect(await accepted(importOf(store), chart)).toStrictEqual(once);
  });

  test('changes no chart that is there from elsewhere, or that was changed since', async () => {
    const store = memoryStore();
    await accepted(importOf(store), first(reportOf()));
    const other = await importChart(importOf(store, 'nemsis-import:other'), first(reportOf()), 0);
    expect(other).toMatchObject({ code: 'INVALID_TRANSITION' });
    await doToChart(store, [{ type: 'record', changes: { response: { unit_call_sign: 'M8' } } }], UUID);
    expect(await importChart(importOf(store), first(reportOf()), 0)).toMatchObject({
      code: 'INVALID_TRANSITION',
    });
  });

  test('is told of what a chart cannot hold, and all else is carried', async () => {
    const store = memoryStore();
    const wrong = group('eOther', leaf('eOther.02', 'not a code'));
    const { left, id, version } = await accepted(importOf(store), first(reportOf(wrong)));
    expect(left.some((each) => each.startsWith('eOther.02'))).toBe(true);
    expect(left.join()).not.toContain('not a code');
    expect(await chartAt(store, { tenant_id: TENANT, id }, version)).toMatchObject({
      incident_number: '26-0815',
    });
  });
});

describe('a published report', () => {
  test.skipIf(nemsisMaterial === undefined).each(titled(OFFICIAL_REPORTS))(
    'says the same when it is exported again: %s',
    async (file) => {
      const { dataSet } = readOfficial(file);
      for (const [index, imported] of chartsIn(dataSet).entries()) {
        const store = memoryStore();
        const done = await importChart(importOf(store), imported, index);
        if (isRefusal(done)) throw new Error(`${done.message} ${JSON.stringify(done.details)}`);
        expect(done.left.filter((each) => !/^eRecord|^eCustomConfiguration/.test(each))).toStrictEqual([]);
        const chart = await chartAt(store, { tenant_id: TENANT, id: done.id }, done.version);
        if (chart === 'destroyed') throw new Error('It was not destroyed.');
        const what = {
          kind: 'full',
          chart,
          agency: imported.agency,
          software: imported.record.software,
        } as const;
        const again = exportDataSet(what, EMS).dataSet;
        const found = diff(dataSet, again, { dictionary: EMS });
        expect(found.filter(({ path }) => !path.includes('eRecord'))).toStrictEqual([]);
      }
    },
  );
});
