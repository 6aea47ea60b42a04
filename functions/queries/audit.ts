import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { accessTrail } from '../access.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { auditEndpoints } from './audit-endpoints.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true }));
const store = eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE));

/** Everything that auditors read: histories, proofs of them, and who read what. */
export const handler = api(auditEndpoints({ store, trail: accessTrail }), limits);
