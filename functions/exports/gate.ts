import { type Gate, gateOf } from '../../adapters/nemsis-xml/gate.ts';
import { ownSchema } from '../../adapters/nemsis-xml/own-schema.ts';
import type { PackStore } from '../../adapters/nemsis-xml/packs/pack-store.ts';
import type { ExportKind } from '../../schemas/export.ts';
import { blocks, type Finding, judgedByProfile, type Verdict } from '../../schemas/nemsis/finding.ts';
import { nationalSubset } from '../../schemas/nemsis/national-subset.ts';
import { type Pack, packId } from '../../schemas/nemsis/pack.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import type { ExportText } from './export-text.ts';

/** What lets an export through, or not: schema, rules, and our own profile of completeness. */
export interface ExportGate {
  /** Schema and rules alone. */
  rules(text: Pick<ExportText, 'bytes' | 'packs'>, kind: ExportKind): Promise<Verdict>;
  judge(text: ExportText, kind: ExportKind): Promise<Verdict>;
}

interface GateParts {
  readonly packs: PackStore;
  readonly dictionaries: Dictionaries;
  now(): Date;
}

const isNamed = (pack: Pack, name: string): boolean =>
  pack.kind === 'rules' && (name === pack.name || name === packId(pack));

const isChosen = (pack: Pack, names: readonly string[]): boolean =>
  pack.kind === 'schema' || names.length === 0
    ? pack.state === undefined
    : names.some((name) => isNamed(pack, name));

/** The nation's schemas, and the rules of these names; the nation's, where none is named. */
const chosen = (packs: PackStore, names: readonly string[]): PackStore => ({
  ...packs,
  list: async () => (await packs.list()).filter((pack) => isChosen(pack, names)),
});

/** Rules that were chosen and cannot judge: what they would have found is not known, so nothing passes. */
const missing = (name: string): Finding => ({
  stage: 'schematron',
  rule: 'unknown-pack',
  severity: 'FATAL',
  element: '',
  location: '',
  message: `The agency's releases name the rule pack ${name}, which is not installed: its admin names another, or the operator installs it.`,
});

/** A gate, and which of the rules that were chosen are not there. */
interface ChosenGate {
  readonly gate: Gate;
  readonly missing: readonly Finding[];
}

/** The gate of exports: one for each part of the standard and choice of packs, each kept with its judges. */
export const exportGate = ({ packs, dictionaries, now }: GateParts): ExportGate => {
  const gates = new Map<string, ChosenGate>();

  const opened = async (isNational: boolean, names: readonly string[]): Promise<ChosenGate> => {
    const own = { schema: ownSchema(dictionaries, isNational ? nationalSubset : undefined) };
    const gate = gateOf({ packs: chosen(packs, names), own, now, elapsed: () => performance.now() });
    const installed = names.length === 0 ? [] : await packs.list();
    const unknown = names.filter((name) => !installed.some((pack) => isNamed(pack, name)));
    return { gate, missing: unknown.map(missing) };
  };

  /** One that lacks rules is not kept, so that it judges as soon as they are installed. */
  const gateFor = async (kind: ExportKind, names: readonly string[]): Promise<ChosenGate> => {
    const isNational = kind === 'national';
    const key = JSON.stringify([isNational, ...names]);
    const made = gates.get(key) ?? (await opened(isNational, names));
    if (made.missing.length === 0) gates.set(key, made);
    return made;
  };

  const rules: ExportGate['rules'] = async ({ bytes, packs: names }, kind) => {
    const { gate, missing: absent } = await gateFor(kind, names);
    const { valid, findings, judgedBy } = await gate(bytes, { national: kind === 'national' });
    return { valid: valid && absent.length === 0, findings: [...absent, ...findings], judgedBy };
  };

  return {
    rules,
    async judge(text, kind) {
      const { findings, judgedBy } = await rules(text, kind);
      const all = [...findings, ...text.gaps];
      return {
        valid: !all.some(blocks),
        findings: all,
        judgedBy: [...judgedBy, judgedByProfile(text.release)],
      };
    },
  };
};
