import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { logs } from '../log.ts';
import { checkpointEndpoints } from './checkpoint-endpoints.ts';

/** Signing on request. */
export const handler = api(checkpointEndpoints(logs), limits);
