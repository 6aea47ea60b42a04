import { ENV, readEnv } from '../schemas/env.ts';
import { dynamoCommitTable } from '../store/dynamo-commit-table.ts';
import { eventStore } from '../store/event-store.ts';
import { dynamo } from './dynamo.ts';
import { keys } from './keys.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true }));

/** The one event store of a function, with the heads that it remembers. */
export const store = eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE), keys);
