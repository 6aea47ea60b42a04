import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { dictionaryOf, NEWEST_RELEASE } from '../../schemas/nemsis/releases.ts';

/** The dictionary of the EMS data set of the newest release that is built in. */
export const newestDictionary = (): Dictionary => {
  const dictionary = dictionaryOf(NEWEST_RELEASE, 'EMS');
  if (!dictionary) throw new Error('No release is built in.');
  return dictionary;
};
