import type { OwnJudges } from '../../../adapters/nemsis-xml/judges.ts';
import { dictionaryOf, RELEASES } from '../../../schemas/nemsis/releases.ts';
import { schemaText } from '../../../schemas/nemsis/schema-text.ts';

const newest = RELEASES.at(-1) ?? '';

/** What this product brings to judge a data set by: a schema made from its dictionary, for any release that it knows. */
export const OWN_JUDGES: OwnJudges = {
  schema(kind, release = newest) {
    const dictionary = dictionaryOf(release, kind) ?? dictionaryOf(newest, kind);
    return dictionary && { release: dictionary.release, text: schemaText(dictionary) };
  },
};
