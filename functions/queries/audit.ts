import { accessTrail } from '../access.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { store } from '../store.ts';
import { auditEndpoints } from './audit-endpoints.ts';

/** Everything that auditors read: histories, proofs of them, and who read what. */
export const handler = api(auditEndpoints({ store, trail: accessTrail }), limits);
