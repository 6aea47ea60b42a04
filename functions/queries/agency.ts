import { accessTrail } from '../access.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { agencyQueryEndpoints } from './agency-endpoints.ts';

/** Everything that reads an agency. */
export const handler = api(agencyQueryEndpoints({ store, trail: accessTrail }), limits);
