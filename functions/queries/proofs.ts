import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { logs } from '../log.ts';
import { proofEndpoints } from './proof-endpoints.ts';

/** Everything that is read of logs. */
export const handler = api(proofEndpoints(logs), limits);
