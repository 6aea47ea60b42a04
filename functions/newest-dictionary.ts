import type { Dictionary } from '../schemas/nemsis/dictionary.ts';

/**
 * The dictionary of the newest release that is built in. Loaded when it is first asked for: it is large, and most cold
 * starts are for something else.
 */
export const newestDictionary = async (kind: Dictionary['kind']): Promise<Dictionary> => {
  const { dictionaryOf, NEWEST_RELEASE } = await import('../schemas/nemsis/releases.ts');
  const dictionary = dictionaryOf(NEWEST_RELEASE, kind);
  if (!dictionary) throw new Error(`No dictionary of ${kind} is built in.`);
  return dictionary;
};
