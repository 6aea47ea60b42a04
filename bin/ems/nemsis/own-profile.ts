import { judgedByProfile } from '../../../adapters/nemsis-xml/judged-by-profile.ts';
import type { OwnJudges } from '../../../adapters/nemsis-xml/judges.ts';
import { readDocument } from '../../../adapters/nemsis-xml/read-xml.ts';
import { completeness } from '../../../domain/nemsis/profile.ts';
import { type Dictionaries, orNewest } from '../../../schemas/nemsis/releases.ts';

/**
 * The completeness profile as it judges a file: as it would an export that says what the file says. By the dictionary of
 * the release, or of the newest that is built in where that is not. Of a file that breaks the schema it judges what can be
 * read.
 */
export const ownProfile =
  (dictionaries: Dictionaries): NonNullable<OwnJudges['profile']> =>
  (kind, release) => {
    const dictionary = orNewest(dictionaries, kind, release);
    return (
      dictionary && {
        by: judgedByProfile(dictionary),
        judge: ({ document }) => {
          const read = readDocument(document, [dictionary]);
          return read.ok ? completeness(read.dataSet, dictionary) : [];
        },
      }
    );
  };
