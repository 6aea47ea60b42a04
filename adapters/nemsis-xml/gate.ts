import { blocks, type Finding, type JudgedBy, type Verdict } from '../../schemas/nemsis/finding.ts';
import { type ExtraRules, type Judged, type Judges, judgesFor, type OwnJudges } from './judges.ts';
import { DOCUMENT_LIMITS, type XmlLimits } from './limits.ts';
import type { Wanted } from './packs/choose-packs.ts';
import type { PackStore } from './packs/pack-store.ts';
import { parseDocument } from './parse-document.ts';
import { placesIn } from './places.ts';
import type { Refusal } from './refusal.ts';
import { otherRelease } from './release-findings.ts';
import { type SafeXml, withSafeXml } from './safe-xml.ts';
import { runRules } from './schematron/run-rules.ts';

/** What a gate stands on. */
export interface GateParts {
  readonly packs: PackStore;
  readonly own: OwnJudges;
  now(): Date;
  /** Milliseconds that go by, from anywhere on. */
  elapsed(): number;
  readonly limits?: XmlLimits;
  /** Milliseconds that each file of rules may take. */
  readonly budget?: number;
}

/** What may be said of a data set besides itself. */
export interface Asked extends Pick<Wanted, 'state' | 'national'> {
  readonly rules?: readonly ExtraRules[];
}

export type Gate = (bytes: Uint8Array, asked?: Asked) => Promise<Verdict>;

/** Sets of judges that are kept; files say of what release they are, and may say anything. */
const KEPT = 50;
const BUDGET = 30_000;
/** Findings of one judge that are told one by one: who has more to repair begins with these. */
const TOLD = 5_000;

const note = (
  stage: Finding['stage'],
  rule: string,
  severity: Finding['severity'],
  message: string,
): Finding => ({
  stage,
  rule,
  severity,
  element: '',
  location: '',
  message,
});

const refused = ({ code, message }: Refusal): Verdict => ({
  valid: false,
  findings: [note('xsd', code, 'FATAL', message)],
  judgedBy: [],
});

/** What is said where no official judge sits. */
const absences = ({ schema, rules }: Judges): Finding[] => [
  ...(schema === undefined
    ? [
        note(
          'xsd',
          'no-schema',
          'FATAL',
          'No schema is installed for this data set; install one with "ems nemsis pack".',
        ),
      ]
    : []),
  ...(schema?.by.origin === 'own'
    ? [
        note(
          'xsd',
          'own-schema',
          'WARNING',
          'No official schema is installed: judged by the equivalent schema of this product.',
        ),
      ]
    : []),
  ...(rules.length === 0
    ? [
        note(
          'schematron',
          'no-rules',
          'WARNING',
          'No official rules are installed: judged by schema and profile alone.',
        ),
      ]
    : []),
];

const told = (findings: readonly Finding[]): Finding[] => {
  const [first] = findings;
  if (first === undefined || findings.length <= TOLD) return [...findings];
  const rest = findings.slice(TOLD);
  const severity = rest.some(blocks) ? 'FATAL' : 'WARNING';
  return [
    ...findings.slice(0, TOLD),
    note(first.stage, 'more', severity, `There are ${rest.length} more findings.`),
  ];
};

const verdictOf = (xml: SafeXml, judges: Judges, parts: GateParts): Verdict => {
  const document = parseDocument(xml.text);
  const judged: Judged = { kind: xml.kind, text: xml.text, document, places: placesIn(document) };
  const bySchema = judges.schema?.judge(xml.tree, judged.places) ?? [];
  const run = { ...judged, now: parts.now(), elapsed: parts.elapsed, budget: parts.budget ?? BUDGET };
  const findings = [
    ...absences(judges),
    ...otherRelease(xml.release, judges.schema?.release, bySchema.length > 0),
    ...told(bySchema),
    ...judges.rules.flatMap(({ rules }) => told(runRules(rules, run))),
    ...told(judges.profile?.judge(judged) ?? []),
  ];
  const judgedBy = [judges.schema?.by, ...judges.rules.map(({ by }) => by), judges.profile?.by];
  return { valid: !findings.some(blocks), findings, judgedBy: judgedBy.filter((by) => by !== undefined) };
};

const extra = ({ name, rules, sha256 }: ExtraRules) => {
  const by: JudgedBy = { stage: 'schematron', name, version: rules.version, origin: 'file', sha256 };
  return { rules, by };
};

/**
 * The gate that a data set goes through: is it safe to read, then the schema, each file of rules, and our profile. One
 * that breaks the schema is judged by the rules all the same, so that its owner sees everything at once. Judges are kept
 * for the life of the gate: what is installed later is seen by a new one.
 */
export const gateOf = (parts: GateParts): Gate => {
  const known = new Map<string, Promise<Judges>>();
  const judgesOf = (wanted: Wanted): Promise<Judges> => {
    const key = JSON.stringify(wanted);
    const judges = known.get(key) ?? judgesFor(parts.packs, parts.own, wanted);
    if (known.size >= KEPT) known.clear();
    known.set(key, judges);
    judges.catch(() => known.delete(key));
    return judges;
  };
  return async (bytes, { rules = [], ...wanted } = {}) => {
    const judge = async (xml: SafeXml): Promise<Verdict> => {
      const release = xml.release === undefined ? {} : { release: xml.release };
      const judges = await judgesOf({ kind: xml.kind, ...release, ...wanted });
      return verdictOf(xml, { ...judges, rules: [...judges.rules, ...rules.map(extra)] }, parts);
    };
    const read = await withSafeXml(bytes, judge, parts.limits ?? DOCUMENT_LIMITS);
    return read.ok ? read.value : refused(read);
  };
};
