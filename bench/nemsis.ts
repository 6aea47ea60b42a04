import { gateOf } from '../adapters/nemsis-xml/gate.ts';
import { judgesFor } from '../adapters/nemsis-xml/judges.ts';
import { folderPackStore } from '../adapters/nemsis-xml/packs/folder-pack-store.ts';
import { builtIn, dictionaryOf, NEWEST_RELEASE } from '../schemas/nemsis/releases.ts';
import { nemsisMaterial } from '../test/nemsis-material.ts';
import { certificationCases } from './nemsis/certification-cases.ts';
import { measureCold } from './nemsis/cold.ts';
import { installOfficialPacks } from './nemsis/official-packs.ts';
import type { Parts } from './nemsis/stages.ts';
import { measureThroughput } from './nemsis/throughput.ts';
import { measureWarm } from './nemsis/warm.ts';
import { hasXmllint } from './nemsis/xmllint.ts';
import type { Part } from './part.ts';

const READING = [
  'The three certification cases, with the official schema and the national rules installed as packs. Map + write: a chart to the bytes of its file, filled, and judged by our own profile on the way. XSD: the looking over, the parsing and the schema. Schematron: a parsing of its own, and the rules. The whole gate shares what it can, so it is not their sum.',
  'Goals: p95 on the 45 KB case (EMS-3) of at most 5, 2, 20 and 30 ms. Times are of the wall clock: on a busy machine CPU milliseconds tell more; they have the garbage collector and the compiler in them.',
  'Cold start: a fresh process, from the start of the import of the bundled gate to the end of the first verdict (EMS-3), with all that is read, parsed and compiled for it. Another report (EMS-2) finds schema and rules compiled, but not those expressions that only it needs; then the first one again finds all. Medians.',
  'In use: memory after a collection of garbage, in JavaScript and outside of it. RSS: what the process took of the machine, which is more where there is plenty.',
  'With no pack installed, the gate makes a schema from the dictionary and has no rules.',
];

const NO_XMLLINT = 'There is no xmllint on the PATH, so the floor is not measured.';
const FLOOR =
  'The floor: xmllint parses and judges the same file with the published schema, without its start and the compilation of the schema.';

const openParts = async (packs: string): Promise<Parts> => {
  const store = folderPackStore(packs);
  const judges = await judgesFor(store, {}, { kind: 'EMS' });
  const gate = gateOf({ packs: store, own: {}, now: () => new Date(), elapsed: () => performance.now() });
  return { dictionary: builtIn(dictionaryOf, NEWEST_RELEASE, 'EMS'), judges, gate };
};

/** What it takes to write and to judge a report, warm and cold, beside xmllint. */
export const measureNemsis: Part = async ({ runs }, say) => {
  if (nemsisMaterial === undefined)
    return { status: 'skipped', reason: 'There is no official NEMSIS material beside the checkout.' };
  const material = nemsisMaterial;
  const packs = await installOfficialPacks(material);
  const parts = await openParts(packs);
  const cases = certificationCases(material, parts.dictionary);
  const [, second, third] = cases.map(({ path }) => path);
  if (second === undefined || third === undefined) throw new Error('A certification case is missing.');
  const tables = [
    await measureWarm({ cases, parts, material }, say),
    await measureThroughput({ material, packs }, say),
    await measureCold({ files: [third, second], packs, runs }, say),
  ];
  return { status: 'measured', tables, reading: [...READING, hasXmllint() ? FLOOR : NO_XMLLINT] };
};
