import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { cognitoDirectory } from '../../adapters/cognito/cognito-directory.ts';
import { ENV, readEnv } from '../../schemas/env.ts';
import { dynamoCommitTable } from '../../store/dynamo-commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { noKeys } from '../../store/keys/no-keys.ts';
import { awsClient } from '../aws-client.ts';
import { dynamo } from '../dynamo.ts';
import { api } from '../http/api.ts';
import { limits } from '../http/limits.ts';
import { authEndpoints } from '../identity/auth-endpoints.ts';

const env = readEnv(ENV.pick({ EVENTS_TABLE: true, USER_POOL_ID: true, USER_POOL_CLIENT_ID: true }));
const pool = { UserPoolId: env.USER_POOL_ID, ClientId: env.USER_POOL_CLIENT_ID };
/** Users' streams hold nothing of a patient, so this function has no key. */
const store = eventStore(dynamoCommitTable(dynamo, env.EVENTS_TABLE), noKeys);
/**
 * Cognito makes tokens only when the function of their claims has answered, which at a cold start takes its time. It is
 * asked once: a challenge that was answered cannot be answered again, so a repetition would count as a failure.
 */
const PATIENCE = { attempts: 1, answerMs: 6_500 };
const directory = cognitoDirectory(awsClient(CognitoIdentityProviderClient, {}, PATIENCE), pool);

/** Signing in, going on, signing out, and unlocking. */
export const handler = api(authEndpoints({ directory, store }), limits);
