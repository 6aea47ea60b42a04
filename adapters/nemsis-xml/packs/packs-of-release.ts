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

/** Files that the whole standard has and the nation's subset has not, beside those that both have. */
const WHOLE: Readonly<Record<DataSetKind, readonly [both: string, whole: string]>> = {
  EMS: ['eRecord_v3.xsd', 'eNarrative_v3.xsd'],
  DEM: ['dConfiguration_v3.xsd', 'dPersonnel_v3.xsd'],
};

/** A folder's name says it, where it is there; what the schema has says it, too. */
const isNational = (path: string, kind: DataSetKind, files: ReadonlyMap<string, Uint8Array>): boolean => {
  const [both, whole] = WHOLE[kind];
  return /_NAT_|national/i.test(path) || (files.has(both) && !files.has(whole));
};

const digests = (files: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)]));

const stateOf = ({ state }: Asked) => (state === undefined ? {} : { state });

const schemaPack = (path: string, all: ReleaseFiles, asked: Asked & { release: string }): StoredPack => {
  const kind = kindIn(path) ?? 'EMS';
  const files = reached(path, all);
  const name = `${kind.toLowerCase()}${isNational(path, kind, files) ? '-national' : ''}`;
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

interface Found {
  readonly packs: readonly StoredPack[];
  readonly problems: readonly string[];
}

const schemasIn = (all: ReleaseFiles, asked: Asked & { release: string }): Found => {
  const packs = [...all.keys()]
    .filter((path) => ROOT_SCHEMA.test(path))
    .map((path) => schemaPack(path, all, asked));
  return { packs, problems: packs.flatMap(unusableSchema) };
};

const rulesIn = (files: readonly RuleFile[], asked: Asked & { release: string }): Found => {
  const told = files.map((file) => ({ file, kind: kindIn(file.rules.id) ?? kindIn(file.path) }));
  return {
    packs: told.flatMap(({ file, kind }) => (kind === undefined ? [] : [rulesPack(file, kind, asked)])),
    problems: told
      .filter(({ kind }) => kind === undefined)
      .map(
        ({ file }) =>
          `${file.path}: neither its id nor its name says whether it is for EMSDataSet or DEMDataSet`,
      ),
  };
};

const NOTHING = 'There is no EMSDataSet_v3.xsd, no DEMDataSet_v3.xsd and no file of rules (.sch).';
const NO_RELEASE = 'No file says which release this is; say it with --release.';

/** The files of rules that are not samples, each compiled, or what cannot be run of them. */
const loadedIn = (all: ReleaseFiles) => {
  const loaded = [...all]
    .filter(([path]) => /\.sch$/i.test(path) && !SAMPLES.test(path))
    .map(([path, bytes]) => ({ path, bytes, ...loadRules(bytes) }));
  const problems = loaded.flatMap((file) =>
    file.ok ? [] : file.unsupported.map(({ construct, where }) => `${file.path}: ${construct} (${where})`),
  );
  return { files: loaded.filter((file) => file.ok), problems };
};

/**
 * The packs in the files of a release, each tried before it is installed: a schema must compile, and rules must be such
 * that all of them can be run. Otherwise everything that is in the way.
 */
export const packsOfRelease = (all: ReleaseFiles, asked: Asked): Packs => {
  const paths = [...all.keys()];
  const { files, problems } = loadedIn(all);
  const nothing = problems.length + files.length === 0 && !paths.some((path) => ROOT_SCHEMA.test(path));
  const said = files.map(({ rules }) => RELEASE.exec(rules.version)?.[0]);
  const release = asked.release ?? said.find((each) => each !== undefined);
  if (nothing) return { ok: false, problems: [NOTHING] };
  if (release === undefined) return { ok: false, problems: [...problems, NO_RELEASE] };
  const found = [schemasIn(all, { ...asked, release }), rulesIn(files, { ...asked, release })];
  const every = [...problems, ...found.flatMap((each) => each.problems)];
  return every.length > 0
    ? { ok: false, problems: every }
    : {
        ok: true,
        packs: found.flatMap(({ packs }) => packs),
        skipped: paths.filter((path) => SAMPLES.test(path)),
      };
};
