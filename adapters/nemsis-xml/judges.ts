import type { Document } from 'slimdom';
import type { DataSetKind } from '../../schemas/nemsis/data-set-kind.ts';
import type { Finding, JudgedBy } from '../../schemas/nemsis/finding.ts';
import { packId } from '../../schemas/nemsis/pack.ts';
import { choosePacks, type Wanted } from './packs/choose-packs.ts';
import { packDigest, sha256 } from './packs/digest.ts';
import type { PackStore, StoredPack } from './packs/pack-store.ts';
import { UnusablePack } from './packs/unusable-pack.ts';
import type { Places } from './places.ts';
import { loadRules, openRules } from './schematron/load-rules.ts';
import type { RuleSet } from './schematron/rule-set.ts';
import type { Unsupported } from './schematron/unsupported.ts';
import { type Schema, type XsdJudge, xsdJudge } from './xsd-judge.ts';

/** A well-formed data set as a profile sees it. */
export interface Judged {
  readonly kind: DataSetKind;
  readonly text: string;
  readonly document: Document;
  readonly places: Places;
}

/** A profile of our own: what a data set should hold that neither schema nor rules ask for. */
interface Profile {
  readonly by: JudgedBy;
  judge(judged: Judged): readonly Finding[];
}

/** What the product brings itself, for where nothing official is installed. */
export interface OwnJudges {
  /** Our equivalent schema for a release, or for the newest one that we know. */
  schema?(
    kind: DataSetKind,
    release?: string,
  ): { readonly release: string; readonly text: string } | undefined;
  /** Our profile for a release, or for the newest one that we know. */
  profile?(kind: DataSetKind, release?: string): Profile | undefined;
}

/** A file of rules that was given besides the packs. */
export interface ExtraRules {
  readonly name: string;
  readonly rules: RuleSet;
  readonly sha256: string;
}

/** Who judges, in this order. */
export interface Judges {
  readonly schema?: { readonly judge: XsdJudge; readonly release: string; readonly by: JudgedBy };
  readonly rules: readonly { readonly rules: RuleSet; readonly by: JudgedBy }[];
  readonly profile?: Profile;
}

const rulesByDigest = new Map<string, RuleSet>();

type Loaded = { ok: true; rules: RuleSet } | { ok: false; unsupported: readonly Unsupported[] };

const once = (bytes: Uint8Array, load: (bytes: Uint8Array) => Loaded): Loaded => {
  const digest = sha256(bytes);
  const known = rulesByDigest.get(digest);
  if (known) return { ok: true, rules: known };
  const loaded = load(bytes);
  if (loaded.ok) rulesByDigest.set(digest, loaded.rules);
  return loaded;
};

/** A file of rules that nobody tried yet, loaded once a process. */
export const rulesOf = (bytes: Uint8Array): Loaded => once(bytes, loadRules);

const compiled = (schema: Schema): XsdJudge => {
  const made = xsdJudge(schema);
  if (!made.ok) throw new UnusablePack(`The schema ${schema.main} cannot be compiled: ${made.message}`);
  return made.judge;
};

const byPack = ({ pack }: StoredPack, stage: JudgedBy['stage']): JudgedBy => ({
  stage,
  name: pack.state === undefined ? pack.name : `${pack.name} (${pack.state})`,
  version: pack.version,
  origin: 'pack',
  sha256: packDigest(pack),
});

const schemaOfPack = (stored: StoredPack): NonNullable<Judges['schema']> => {
  const by = byPack(stored, 'xsd');
  const judge = compiled({ key: by.sha256, main: stored.pack.main, files: stored.files });
  return { judge, release: stored.pack.release, by };
};

const OWN_SCHEMA = 'own.xsd';

const ownSchema = (own: OwnJudges, { kind, release }: Wanted): Judges['schema'] => {
  const schema = own.schema?.(kind, release);
  if (schema === undefined) return undefined;
  const bytes = Buffer.from(schema.text);
  const by: JudgedBy = {
    stage: 'xsd',
    name: `own schema ${kind}`,
    version: schema.release,
    origin: 'own',
    sha256: sha256(bytes),
  };
  const judge = compiled({ key: by.sha256, main: OWN_SCHEMA, files: new Map([[OWN_SCHEMA, bytes]]) });
  return { judge, release: schema.release, by };
};

const rulesOfPack = (stored: StoredPack): Judges['rules'][number] => {
  const loaded = once(stored.files.get(stored.pack.main) ?? new Uint8Array(), openRules);
  if (!loaded.ok) throw new UnusablePack(`The rules ${packId(stored.pack)} have what cannot be run here.`);
  return { rules: loaded.rules, by: byPack(stored, 'schematron') };
};

const stored = async (store: PackStore, id: string): Promise<StoredPack> => {
  const found = await store.get(id);
  if (found === undefined) throw new UnusablePack(`The pack ${id} was there and is not any more.`);
  return found;
};

/** Everybody who judges a data set: the installed packs that fit it, or what the product brings. */
export const judgesFor = async (store: PackStore, own: OwnJudges, wanted: Wanted): Promise<Judges> => {
  const chosen = choosePacks(await store.list(), wanted);
  const schema = chosen.schema
    ? schemaOfPack(await stored(store, packId(chosen.schema)))
    : ownSchema(own, wanted);
  const rules = await Promise.all(
    chosen.rules.map(async (pack) => rulesOfPack(await stored(store, packId(pack)))),
  );
  const profile = own.profile?.(wanted.kind, wanted.release);
  return { ...(schema && { schema }), rules, ...(profile && { profile }) };
};
