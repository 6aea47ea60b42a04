import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type Dictionaries, orNewest } from '../../schemas/nemsis/releases.ts';
import { schemaText } from '../../schemas/nemsis/schema-text.ts';
import type { OwnJudges } from './judges.ts';

const whole = (dictionary: Dictionary): Dictionary => dictionary;

/** Our own schema of a release, or of the newest that is built in where that release is not; of a part of it, if said. */
export const ownSchema =
  (
    dictionaries: Dictionaries,
    part: (dictionary: Dictionary) => Dictionary = whole,
  ): NonNullable<OwnJudges['schema']> =>
  (kind, release) => {
    const dictionary = orNewest(dictionaries, kind, release);
    return dictionary && { release: dictionary.release, text: schemaText(part(dictionary)) };
  };
