import dem250403 from './3.5.1.250403CP1/dem.json' with { type: 'json' };
import ems250403 from './3.5.1.250403CP1/ems.json' with { type: 'json' };
import { Dictionary } from './dictionary.ts';

/** The data of a release as it lies in its folder, unread. */
type Data = Readonly<Record<Dictionary['kind'], unknown>>;

/** The releases that are built in, the newest last. */
const BUILT_IN: Readonly<Record<string, Data>> = {
  '3.5.1.250403CP1': { EMS: ems250403, DEM: dem250403 },
};

/** Where dictionaries come from: that of a data set of a release, or undefined where the release is not known. */
export type Dictionaries = (release: string, kind: Dictionary['kind']) => Dictionary | undefined;

/** The dictionaries of some releases, each read when it is first asked for, and once. */
export const dictionariesOf = (data: Readonly<Record<string, Data>>): Dictionaries => {
  const read = new Map<unknown, Dictionary>();
  return (release, kind) => {
    const raw = Object.hasOwn(data, release) ? data[release]?.[kind] : undefined;
    if (raw === undefined) return undefined;
    const dictionary = read.get(raw) ?? Dictionary.parse(raw);
    read.set(raw, dictionary);
    return dictionary;
  };
};

/** The dictionary of a release that is known to be there; throws where it is not any more. */
export const builtIn = (
  dictionaries: Dictionaries,
  release: string,
  kind: Dictionary['kind'],
): Dictionary => {
  const dictionary = dictionaries(release, kind);
  if (!dictionary) throw new Error(`The release ${release} is not built in any more.`);
  return dictionary;
};

/** The names of the releases that are built in, the newest last. */
export const RELEASES: readonly string[] = Object.keys(BUILT_IN);

/** The newest of them: the one that holds where nobody says otherwise. */
export const NEWEST_RELEASE: string = RELEASES.at(-1) ?? '';

/** The dictionaries of the releases that are built in. */
export const dictionaryOf: Dictionaries = dictionariesOf(BUILT_IN);

/** The dictionary by which something is judged that is of a release, or of none: the newest one's where that is not known. */
export const orNewest = (
  dictionaries: Dictionaries,
  kind: Dictionary['kind'],
  release: string = NEWEST_RELEASE,
): Dictionary | undefined => dictionaries(release, kind) ?? dictionaries(NEWEST_RELEASE, kind);
