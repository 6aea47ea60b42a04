import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsStateCredentials } from '../../adapters/state-credentials/secrets-state-credentials.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dictionaryOf } from '../../schemas/nemsis/releases.ts';
import { awsClient } from '../aws-client.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { reachBy } from '../reach.ts';
import { store } from '../store.ts';
import { agencyEndpoints } from './agency-endpoints.ts';

const env = readEnv(ENV.pick({ STATE_ACCOUNTS: true, STATE_ACCOUNTS_KEY: true, AWS_ENDPOINT_URL: true }));
const credentials = secretsStateCredentials(awsClient(SecretsManagerClient, {}), {
  prefix: env.STATE_ACCOUNTS,
  kmsKeyId: env.STATE_ACCOUNTS_KEY,
});

/** Everything that changes an agency. */
export const handler = api(
  agencyEndpoints({ store, dictionaries: dictionaryOf, credentials, reach: reachBy(env.AWS_ENDPOINT_URL) }),
  limits,
);
