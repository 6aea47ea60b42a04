import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { CREDENTIALS } from '../../../local/environment.ts';

/** The deployed ephemeral table, and a client for it. */
export const ephemeralTable = () => {
  const { endpoint, region, outputs } = inject('deployment');
  const name = outputs['EphemeralTable'];
  if (!name) throw new Error('The deployment has no output EphemeralTable.');
  return { name, client: new DynamoDBClient({ endpoint, region, credentials: CREDENTIALS }) };
};
