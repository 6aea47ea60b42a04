import { randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { inject } from 'vitest';
import { secretsStateCredentials } from '../../../adapters/state-credentials/secrets-state-credentials.ts';
import { CREDENTIALS } from '../../../local/environment.ts';
import { stateCredentialsContract } from './state-credentials.contract.ts';

const { endpoint, region } = inject('deployment');
const client = new SecretsManagerClient({ endpoint, region, credentials: CREDENTIALS });

stateCredentialsContract('Secrets Manager', () =>
  secretsStateCredentials(client, { prefix: `fusionems/${randomUUID()}` }),
);
