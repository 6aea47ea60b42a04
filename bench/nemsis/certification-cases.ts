import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXml } from '../../adapters/nemsis-xml/read-xml.ts';
import { chartOf } from '../../bin/ems/nemsis/chart-of.ts';
import { dataSetToCharts } from '../../domain/nemsis/data-set-to-chart.ts';
import type { ChartExport } from '../../domain/nemsis/export-data-set.ts';
import { putElementsBy } from '../../domain/nemsis/put-elements.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';

/** A certification case: its file as it was published, and the chart that it is, as an export takes it. */
export interface CertificationCase {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly report: ChartExport;
}

const FOLDER = 'official/Compliance/Pre-Testing/xml/full';
const FILES = ['2025-EMS-1-Overdose_v351.xml', '2025-EMS-2-Suicide_v351.xml', '2025-EMS-3-MVC_v351.xml'];

/** The case whose times have goals: the largest, of 45 KB. */
export const GOAL_CASE = 'EMS-3';

const FACTS = {
  id: '00000000-0000-4000-8000-000000000001',
  version: 1,
  time: '2026-01-01T00:00:00.000Z',
  actor: { user_id: '00000000-0000-4000-8000-000000000000', role: 'admin' },
} as const;

const reportIn = (bytes: Uint8Array, dictionary: Dictionary): ChartExport => {
  const read = readXml(
    Buffer.from(bytes)
      .toString()
      .replace(/^\uFEFF/, ''),
    [dictionary],
  );
  if (!read.ok) throw new Error(read.message);
  const [imported] = dataSetToCharts(read.dataSet, dictionary, {
    timeZone: 'America/New_York',
    nextId: randomUUID,
  });
  if (!imported) throw new Error('The case holds no report.');
  const { commands, entries, agency, record } = imported;
  const put = putElementsBy(dictionary, entries);
  if (isRefusal(put)) throw new Error(put.message);
  const chart = chartOf([...commands, put], FACTS);
  return { kind: 'full', chart, agency, software: record.software };
};

/** The three published cases. */
export const certificationCases = (material: string, dictionary: Dictionary): CertificationCase[] =>
  FILES.map((file) => {
    const path = join(material, FOLDER, file);
    const bytes = new Uint8Array(readFileSync(path));
    const name = /EMS-\d/.exec(file)?.[0] ?? file;
    return { name, path, bytes, report: reportIn(bytes, dictionary) };
  });
