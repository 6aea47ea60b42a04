import { type Gate, gateOf } from '../../adapters/nemsis-xml/gate.ts';
import { judgedByProfile } from '../../adapters/nemsis-xml/judged-by-profile.ts';
import { ownSchema } from '../../adapters/nemsis-xml/own-schema.ts';
import type { PackStore } from '../../adapters/nemsis-xml/packs/pack-store.ts';
import { withInstance } from '../../domain/nemsis/instance-places.ts';
import type { ExportKind } from '../../schemas/export.ts';
import { blocks, type Finding, type Verdict } from '../../schemas/nemsis/finding.ts';
import { nationalSubset } from '../../schemas/nemsis/national-subset.ts';
import { type Pack, packId } from '../../schemas/nemsis/pack.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import type { ExportText } from './export-text.ts';
import { installedPacks } from './installed-packs.ts';

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
const chosen = (packs: PackStore, installed: readonly Pack[], names: readonly string[]): PackStore => ({
  ...packs,
  list: async () => installed.filter((pack) => isChosen(pack, names)),
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

const isInstalled = (installed: readonly Pack[], name: string): boolean =>
  installed.some((pack) => isNamed(pack, name));

/** The gate of exports: one for each part of the standard and choice of packs, kept with its judges until others come. */
export const exportGate = ({ packs, dictionaries, now }: GateParts): ExportGate => {
  const installedWith = installedPacks({ packs, now });
  let kept: { readonly by?: readonly Pack[]; readonly gates: Map<string, Gate> } = { gates: new Map() };

  const opened = (isNational: boolean, names: readonly string[], installed: readonly Pack[]): Gate => {
    const own = { schema: ownSchema(dictionaries, isNational ? nationalSubset : undefined) };
    const list = chosen(packs, installed, names);
    return gateOf({ packs: list, own, now, elapsed: () => performance.now() });
  };

  const gateFor = (isNational: boolean, names: readonly string[], installed: readonly Pack[]): Gate => {
    if (kept.by !== installed) kept = { by: installed, gates: new Map() };
    const key = JSON.stringify([isNational, ...names]);
    const gate = kept.gates.get(key) ?? opened(isNational, names, installed);
    kept.gates.set(key, gate);
    return gate;
  };

  const rules: ExportGate['rules'] = async ({ bytes, packs: names }, kind) => {
    const installed = await installedWith((list) => names.every((name) => isInstalled(list, name)));
    const absent = names.filter((name) => !isInstalled(installed, name)).map(missing);
    const isNational = kind === 'national';
    const judged = await gateFor(isNational, names, installed)(bytes, { national: isNational });
    return {
      ...judged,
      valid: judged.valid && absent.length === 0,
      findings: [...absent, ...judged.findings],
    };
  };

  return {
    rules,
    async judge(text, kind) {
      const { findings, judgedBy } = await rules(text, kind);
      const all = [...findings.map(withInstance(text.places)), ...text.gaps];
      return {
        valid: !all.some(blocks),
        findings: all,
        judgedBy: [...judgedBy, judgedByProfile(text.dictionary)],
      };
    },
  };
};
