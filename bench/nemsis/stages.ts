import { parseXmlDocument } from 'slimdom';
import type { Gate } from '../../adapters/nemsis-xml/gate.ts';
import type { Judges } from '../../adapters/nemsis-xml/judges.ts';
import { type Places, placesIn } from '../../adapters/nemsis-xml/places.ts';
import { withSafeXml } from '../../adapters/nemsis-xml/safe-xml.ts';
import { runRules } from '../../adapters/nemsis-xml/schematron/run-rules.ts';
import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import type { XsdJudge } from '../../adapters/nemsis-xml/xsd-judge.ts';
import { type ChartExport, exportDataSet } from '../../domain/nemsis/export-data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { blocks } from '../../schemas/nemsis/finding.ts';
import type { CertificationCase } from './certification-cases.ts';

/** What a report goes through on its way out; the whole gate has the two before it in it. */
export const STAGES = ['map + write', 'XSD', 'Schematron', 'whole gate'] as const;
export type Stage = (typeof STAGES)[number];

/** What the stages work with. */
export interface Parts {
  readonly dictionary: Dictionary;
  readonly judges: Judges;
  readonly gate: Gate;
}

/** A chart as the bytes of its file, as an export writes it: judged by our profile on the way. */
export const written = (report: ChartExport, dictionary: Dictionary): Uint8Array => {
  const { dataSet, gaps } = exportDataSet(report, dictionary);
  if (gaps.some(blocks)) throw new Error('A certification case is not complete: something else is measured.');
  return Buffer.from(writeXml(dataSet, dictionary));
};

/** Places are looked for only where something is wrong, so making them is no part of what is measured. */
const bySchema = async (
  { bytes }: CertificationCase,
  judge: XsdJudge | undefined,
  places: Places,
): Promise<number> => {
  const read = await withSafeXml(bytes, ({ tree }) => judge?.(tree, places).length ?? -1);
  return read.ok ? read.value : -1;
};

const documentOf = ({ bytes }: CertificationCase) => parseXmlDocument(new TextDecoder().decode(bytes));

const byRules = (each: CertificationCase, { judges }: Parts): number => {
  const document = documentOf(each);
  const run = { document, places: placesIn(document), now: new Date(), budget: 60_000 };
  return judges.rules.flatMap(({ rules }) => runRules(rules, { ...run, elapsed: () => performance.now() }))
    .length;
};

const byGate = async ({ bytes }: CertificationCase, { gate }: Parts): Promise<number> => {
  const { valid, findings } = await gate(bytes);
  return valid ? findings.length : -1;
};

/** Each stage of one report; all give 0, because nothing is wrong with it. */
export const stagesOf = (
  each: CertificationCase,
  parts: Parts,
): Readonly<Record<Stage, () => number | Promise<number>>> => {
  const places = placesIn(documentOf(each));
  return {
    'map + write': () => (written(each.report, parts.dictionary).length > 0 ? 0 : -1),
    XSD: () => bySchema(each, parts.judges.schema?.judge, places),
    Schematron: () => byRules(each, parts),
    'whole gate': () => byGate(each, parts),
  };
};
