import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { dictionaryOf } from '../../schemas/nemsis/releases.ts';

const built = (kind: Dictionary['kind']): Dictionary => {
  const dictionary = dictionaryOf('3.5.1.250403CP1', kind);
  if (!dictionary) throw new Error(`the dictionary of ${kind} is not built in`);
  return dictionary;
};

/** The dictionaries of the release that the published material is of. */
export const EMS: Dictionary = built('EMS');
export const DEM: Dictionary = built('DEM');
