import { dictionaryOf, RELEASES } from '../../schemas/nemsis/releases.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { nemsisEndpoints } from './nemsis-endpoints.ts';

/** The standard, for forms; this function reads no data of anybody. */
export const handler = api(nemsisEndpoints({ releases: RELEASES, dictionaryOf }), limits);
