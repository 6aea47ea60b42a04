import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { dynamoKeyTable } from '../../store/keys/dynamo-key-table.ts';
import { noKeys } from '../../store/keys/no-keys.ts';
import { shredder } from '../../store/keys/shredder.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { subjectEndpoints } from './subject-endpoints.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, KEYS_TABLE: true }));
const commits = dynamoCommitTable(dynamo, env.EVENTS_TABLE);

/** Destroying keys. Whoever destroys a key need not open one, so this function may ask nothing of the master key. */
export const handler = api(
  subjectEndpoints({
    store: eventStore(commits, noKeys),
    commits,
    shredder: shredder(dynamoKeyTable(dynamo, env.KEYS_TABLE)),
  }),
  limits,
);
