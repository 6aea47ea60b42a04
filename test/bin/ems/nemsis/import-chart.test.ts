import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ChartImport, importChart } from '../../../../bin/ems/nemsis/import-chart.ts';
import { dataSetToCharts, type ImportedChart } from '../../../../domain/nemsis/data-set-to-chart.ts';
import { diff } from '../../../../domain/nemsis/diff.ts';
import { exportDataSet } from '../../../../domain/nemsis/export-data-set.ts';
import { lawfulUuid } from '../../../../domain/nemsis/report-uuid.ts';
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

const FACTS = { state_id: 'C034', number: '351', state: '09', time_zone: 'America/New_York' };
const RECORD = 'eRecord.01 to eRecord.04: the number and the software of the record; an export says its own';

const importOf = (store: EventStore, given: Partial<ChartImport> = {}): ChartImport => ({
  store,
  tenant: TENANT,
  source: SOURCE,
  dictionary: EMS,
  agency: { facts: FACTS },
  now: () => new Date(minute(5)),
  ...given,
});

const chartsIn = (dataSet: DataSet, nextId: () => string = randomUUID): ImportedChart[] =>
  dataSetToCharts(dataSet, EMS, { timeZone: 'America/New_York', nextId });

const reportOf = (...said: Parameters<typeof group>[1][]) => reportAs(UUID, ...said);

const reportAs = (uuid: string, ...said: Parameters<typeof group>[1][]) =>
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
        { UUID: uuid },
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
    const { id, version, left, before } = await accepted(importOf(store), first(reportOf()));
    expect([id, before, left]).toStrictEqual([UUID, false, [RECORD]]);
    const { commits } = await store.load({ tenant_id: TENANT, category: 'chart', id });
    expect(new Set(commits.map(({ causation_id }) => causation_id))).toStrictEqual(new Set([SOURCE]));
    expect(await chartAt(store, { tenant_id: TENANT, id }, version)).toMatchObject({
      incident_number: '26-0815',
      response: { unit_number: 'M7' },
    });
  });

  test('is imported once, whole, however often, and the second time says so', async () => {
    const store = memoryStore();
    const chart = first(reportOf());
    const once = await accepted(importOf(store), chart);
    expect(await accepted(importOf(store), chart)).toStrictEqual({ ...once, before: true });
  });

  test('is gone on with where an import of it broke off', async () => {
    const [whole, broken] = [memoryStore(), memoryStore()];
    const chart = first(reportOf(group('eOther', leaf('eOther.02', '9923001'))));
    const { version } = await accepted(importOf(whole), chart);
    const begun = { ...chart, commands: chart.commands.slice(0, 1), entries: { elements: [], groups: [] } };
    await accepted(importOf(broken), begun);
    expect(await accepted(importOf(broken), chart)).toMatchObject({ version, before: false });
  });

  test('has the same chart in whatever case its UUID is written', async () => {
    const { id, left } = await accepted(importOf(memoryStore()), first(reportAs(UUID.toUpperCase())));
    expect([id, left]).toStrictEqual([UUID, [RECORD]]);
  });

  test('whose UUID no export may say gets one of its own, and its history keeps the original', async () => {
    const store = memoryStore();
    const v7 = '01912d68-783e-7a03-8467-5661c1243ad4';
    const { id, left } = await accepted(importOf(store), first(reportAs(v7)));
    expect(lawfulUuid(id)).toBe(id);
    expect(left).toStrictEqual([
      'PatientCareReport/@UUID: the standard takes none of this form; the chart has an id of its own',
      RECORD,
    ]);
    const { commits } = await store.load({ tenant_id: TENANT, category: 'chart', id });
    expect(new Set(commits.map(({ correlation_id }) => correlation_id))).toStrictEqual(
      new Set([`nemsis-report:${v7}`]),
    );
    const changed = importOf(store, { source: 'nemsis-import:other' });
    expect(await importChart(changed, first(reportAs(v7)), 0)).toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  test('with something else for a UUID gets one of its own, and nothing of that is kept in clear', async () => {
    const store = memoryStore();
    const ids = await Promise.all(
      ['Smith, John', ''].map(async (uuid) => (await accepted(importOf(store), first(reportAs(uuid)))).id),
    );
    expect(new Set(ids.map(lawfulUuid))).toStrictEqual(new Set(ids));
    for (const id of ids) {
      const { commits } = await store.load({ tenant_id: TENANT, category: 'chart', id });
      expect(commits.map(({ correlation_id }) => correlation_id)).not.toContainEqual(
        expect.stringContaining('Smith'),
      );
    }
  });

  test('changes no chart that is there from elsewhere, or that was changed since', async () => {
    const store = memoryStore();
    await accepted(importOf(store), first(reportOf()));
    const other = importOf(store, { source: 'nemsis-import:other' });
    expect(await importChart(other, first(reportOf()), 0)).toMatchObject({
      code: 'INVALID_TRANSITION',
      message: expect.stringContaining('not of this import'),
    });
    await doToChart(store, [{ type: 'record', changes: { response: { unit_call_sign: 'M8' } } }], UUID);
    expect(await importChart(importOf(store), first(reportOf()), 0)).toMatchObject({
      code: 'INVALID_TRANSITION',
      message: expect.stringContaining('was changed since'),
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

test('a report with more than one chart holds is told what is left out, the largest first', async () => {
  const store = memoryStore();
  const drawn = Buffer.alloc(90_000).toString('base64');
  const signature = (last: string) =>
    group('eOther.SignatureGroup', leaf('eOther.18', `${drawn}${last}`), leaf('eOther.20', 'Howell'));
  const file = group('eOther.FileGroup', leaf('eOther.11', Buffer.alloc(30_000).toString('base64')));
  const other = group('eOther', file, signature('AAAA'), signature(''));
  const { id, version, left } = await accepted(importOf(store), first(reportOf(other)));
  const why = 'is more than one chart holds by element number';
  expect(left).toStrictEqual([`eOther.18: ${why}`, `eOther.18: ${why}`, RECORD]);
  const chart = await chartAt(store, { tenant_id: TENANT, id }, version);
  expect(chart === 'destroyed' || chart.elements.map(({ element }) => element)).toStrictEqual([
    'eOther.11',
    'eOther.20',
    'eOther.20',
  ]);
});

test('a report with far more than one chart holds is not tried anew for each part of it', async () => {
  const store = memoryStore();
  let tries = 0;
  const counted: EventStore = {
    ...store,
    head: (...asked) => {
      tries += 1;
      return store.head(...asked);
    },
  };
  const files = Array.from({ length: 400 }, (_, n) =>
    group('eOther.FileGroup', leaf('eOther.11', Buffer.alloc(600 + 3 * (n % 7)).toString('base64'))),
  );
  const chart = first(reportOf(group('eOther', ...files)));
  const { id, version, left } = await accepted(importOf(counted), chart);
  expect(tries - chart.commands.length).toBeLessThan(5);
  const made = await chartAt(store, { tenant_id: TENANT, id }, version);
  if (made === 'destroyed') throw new Error('It was not destroyed.');
  const { elements, groups } = made;
  expect(elements.length + left.length - 1).toBe(chart.entries.elements.length);
  const bytes = JSON.stringify({ elements, groups }).length;
  expect([bytes <= 128 * 1024, bytes > 127 * 1024]).toStrictEqual([true, true]);
});

describe('a published report', () => {
  test.skipIf(nemsisMaterial === undefined).each(titled(OFFICIAL_REPORTS))(
    'says the same when it is exported again: %s',
    async (file) => {
      const { dataSet } = readOfficial(file);
      for (const [index, imported] of chartsIn(dataSet).entries()) {
        const store = memoryStore();
        const { agency } = imported;
        const of = importOf(store, { agency: { facts: agency, custom: agency.custom } });
        const done = await importChart(of, imported, index);
        if (isRefusal(done)) throw new Error(`${done.message} ${JSON.stringify(done.details)}`);
        expect(done.left).toStrictEqual([RECORD]);
        const chart = await chartAt(store, { tenant_id: TENANT, id: done.id }, done.version);
        if (chart === 'destroyed') throw new Error('It was not destroyed.');
        const what = {
          kind: 'full',
          chart,
          agency,
          software: imported.record.software,
        } as const;
        const again = exportDataSet(what, EMS).dataSet;
        const found = diff(dataSet, again, { dictionary: EMS });
        expect(found.filter(({ path }) => !path.includes('eRecord'))).toStrictEqual([]);
      }
    },
  );
});
