import type { OwnJudges } from '../../../adapters/nemsis-xml/judges.ts';

/** What this product brings to judge a data set by. */
export const OWN_JUDGES: OwnJudges = {};
