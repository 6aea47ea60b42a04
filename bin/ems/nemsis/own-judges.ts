import type { OwnJudges } from '../../../adapters/nemsis-xml/judges.ts';
import { ownSchema } from '../../../adapters/nemsis-xml/own-schema.ts';
import { dictionaryOf } from '../../../schemas/nemsis/releases.ts';
import { ownProfile } from './own-profile.ts';

/**
 * What this product brings to judge a data set by: a schema made from its dictionary, for any release that it knows, and
 * its profile of completeness.
 */
export const OWN_JUDGES: OwnJudges = { schema: ownSchema(dictionaryOf), profile: ownProfile(dictionaryOf) };
