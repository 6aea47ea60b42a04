import { type Gate, gateOf } from '../../adapters/nemsis-xml/gate.ts';
import { ownSchema } from '../../adapters/nemsis-xml/own-schema.ts';
import type { PackStore } from '../../adapters/nemsis-xml/packs/pack-store.ts';
import type { ExportKind } from '../../schemas/export.ts';
import { blocks, judgedByProfile, type Verdict } from '../../schemas/nemsis/finding.ts';
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

const isChosen = (pack: Pack, names: readonly string[]): boolean =>
  pack.kind === 'schema' || names.length === 0
    ? pack.state === undefined
    : names.includes(pack.name) || names.includes(packId(pack));

/** The nation's schemas, and the rules of these names; the nation's, where none is named. */
const chosen = (packs: PackStore, names: readonly string[]): PackStore => ({
  ...packs,
  list: async () => (await packs.list()).filter((pack) => isChosen(pack, names)),
});

/** The gate of exports: one for each part of the standard and choice of packs, each kept with its judges. */
export const exportGate = ({ packs, dictionaries, now }: GateParts): ExportGate => {
  const gates = new Map<string, Gate>();
  const gateFor = (kind: ExportKind, names: readonly string[]): Gate => {
    const isNational = kind === 'national';
    const key = JSON.stringify([isNational, ...names]);
    const own = { schema: ownSchema(dictionaries, isNational ? nationalSubset : undefined) };
    const elapsed = () => performance.now();
    const gate = gates.get(key) ?? gateOf({ packs: chosen(packs, names), own, now, elapsed });
    gates.set(key, gate);
    return gate;
  };
  const rules: ExportGate['rules'] = ({ bytes, packs: names }, kind) =>
    gateFor(kind, names)(bytes, { national: kind === 'national' });
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
