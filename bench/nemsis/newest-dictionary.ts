import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { dictionaryOf, RELEASES } from '../../schemas/nemsis/releases.ts';

/** The dictionary of the EMS data set of the newest release that is built in. */
export const newestDictionary = (): Dictionary => {
  const dictionary = dictionaryOf(RELEASES.at(-1) ?? '', 'EMS');
  if (!dictionary) throw new Error('No release is built in.');
  return dictionary;
};
