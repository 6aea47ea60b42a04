import { posix } from 'node:path';
import type { DataSetKind } from '../../../schemas/nemsis/data-set-kind.ts';
import type { Pack } from '../../../schemas/nemsis/pack.ts';
import { loadRules } from '../schematron/load-rules.ts';
import type { RuleSet } from '../schematron/rule-set.ts';
import { xsdJudge } from '../xsd-judge.ts';
import { packDigest, sha256 } from './digest.ts';
import type { StoredPack } from './pack-store.ts';
import type { ReleaseFiles } from './release-files.ts';

/** What is said of a release besides its files: whose rules they are, and which release where no file says it. */
export interface Asked {
  readonly state?: string;
  readonly release?: string;
}

type Packs =
  | { readonly ok: true; readonly packs: readonly StoredPack[]; readonly skipped: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const ROOT_SCHEMA = /(?:^|\/)(EMS|DEM)DataSet_v3\.xsd$/;
const RELEASE = /3\.\d+\.\d+\.\d{6}(?:CP\d+)?/;
/** Folders of samples, which judge nobody. */
const SAMPLES = /(?:^|\/)DevelopmentKit\//i;
const INCLUDED = /<(?:\w+:)?(?:include|import)\s[^>]*?schemaLocation\s*=\s*["']([^"']+)["']/g;

const kindIn = (text: string): DataSetKind | undefined => {
  const kind = /(EMS|DEM)DataSet/.exec(text)?.[1];
  return kind === 'EMS' || kind === 'DEM' ? kind : undefined;
};

/** A schema's files: the first one, and all that it includes from its own folder. */
const reached = (main: string, all: ReleaseFiles): Map<string, Uint8Array> => {
  const found = new Map<string, Uint8Array>();
  const reach = (name: string): void => {
    const bytes = all.get(posix.join(posix.dirname(main), name));
    if (bytes === undefined || found.has(name)) return;
    found.set(name, bytes);
    for (const [, next = ''] of Buffer.from(bytes).toString().matchAll(INCLUDED)) reach(next);
  };
  reach(posix.basename(main));
  return found;
};

const digests = (files: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)]));

const stateOf = ({ state }: Asked) => (state === undefined ? {} : { state });

const schemaPack = (path: string, all: ReleaseFiles, asked: Asked & { release: string }): StoredPack => {
  const kind = kindIn(path) ?? 'EMS';
  const files = reached(path, all);
  const name = `${kind.toLowerCase()}${/_NAT_|national/i.test(path) ? '-national' : ''}`;
  const { release } = asked;
  const main = posix.basename(path);
  return {
    pack: {
      name,
      kind: 'schema',
      dataSet: kind,
      release,
      ...stateOf(asked),
      version: release,
      main,
      files: digests(files),
    },
    files,
  };
};

interface RuleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly rules: RuleSet;
}

const rulesPack = (
  { path, bytes, rules }: RuleFile,
  kind: DataSetKind,
  asked: Asked & { release: string },
): StoredPack => {
  const main = posix.basename(path);
  const version = rules.version.replaceAll(/[^\w.-]+/g, '-') || asked.release;
  const release = RELEASE.exec(rules.version)?.[0] ?? asked.release;
  const name = main
    .replace(/\.sch$/i, '')
    .replaceAll(/[^\w.]+/g, '-')
    .toLowerCase();
  const files = new Map([[main, bytes]]);
  const pack: Pack = {
    name,
    kind: 'rules',
    dataSet: kind,
    release,
    ...stateOf(asked),
    version,
    main,
    files: digests(files),
  };
  return { pack, files };
};

const unusableSchema = ({ pack, files }: StoredPack): string[] => {
  const compiled = xsdJudge({ key: packDigest(pack), main: pack.main, files });
  return compiled.ok ? [] : [`${pack.main}: ${compiled.message}`];
};

/**
 * The packs in the files of a release, each tried before it is installed: a schema must compile, and rules must be such
 * that all of them can be run. Otherwise everything that is in the way.
 */
export const packsOfRelease = (all: ReleaseFiles, asked: Asked): Packs => {
  const paths = [...all.keys()];
  const skipped = paths.filter((path) => SAMPLES.test(path));
  const loaded = paths
    .filter((path) => /\.sch$/i.test(path) && !skipped.includes(path))
    .map((path) => ({ path, bytes: all.get(path) ?? new Uint8Array() }))
    .map((file) => ({ ...file, ...loadRules(file.bytes) }));
  const problems = loaded.flatMap((file) =>
    file.ok ? [] : file.unsupported.map(({ construct, where }) => `${file.path}: ${construct} (${where})`),
  );
  const ruleFiles = loaded.filter((file) => file.ok);
  const release =
    asked.release ??
    ruleFiles.map(({ rules }) => RELEASE.exec(rules.version)?.[0]).find((found) => found !== undefined);
  const roots = paths.filter((path) => ROOT_SCHEMA.test(path));
  if (roots.length + loaded.length === 0)
    problems.push('There is no EMSDataSet_v3.xsd, no DEMDataSet_v3.xsd and no file of rules (.sch).');
  if (release === undefined)
    return {
      ok: false,
      problems: [...problems, 'No file says which release this is; say it with --release.'],
    };
  const schemas = roots.map((path) => schemaPack(path, all, { ...asked, release }));
  const rules = ruleFiles.flatMap((file) => {
    const kind = kindIn(file.rules.id) ?? kindIn(file.path);
    if (kind === undefined)
      problems.push(
        `${file.path}: neither its id nor its name says whether it is for EMSDataSet or DEMDataSet`,
      );
    return kind === undefined ? [] : [rulesPack(file, kind, { ...asked, release })];
  });
  problems.push(...schemas.flatMap(unusableSchema));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, packs: [...schemas, ...rules], skipped };
};
