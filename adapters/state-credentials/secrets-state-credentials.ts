import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { StateCredentials } from './state-credentials.ts';

/** What a secret is called before the agency's name, and the key that encrypts it (else the account's own). */
export interface SecretsPlace {
  readonly prefix: string;
  readonly kmsKeyId?: string;
}

/** The text as JSON; an error never holds the text, as that of JSON.parse would. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const accountOf = (name: string, text: string | undefined): StateAccount => {
  const { data, error } = StateAccount.safeParse(jsonOf(text ?? ''));
  if (data) return data;
  const fields = error.issues.map(({ path }) => path.join('.')).filter(Boolean);
  throw new Error(
    `The secret ${name} is no state account${fields.length > 0 ? ` (${fields.join(', ')})` : ''}; set it anew as ` +
      'JSON with username, password and organization.',
  );
};

const noneIfMissing = (error: unknown): undefined => {
  if (!(error instanceof ResourceNotFoundException)) throw error;
};

/** Agencies' accounts in AWS Secrets Manager, one secret each, `<prefix>/<agency>`. */
export const secretsStateCredentials = (
  client: SecretsManagerClient,
  { prefix, kmsKeyId }: SecretsPlace,
): StateCredentials => {
  const nameOf = (tenantId: string) => `${prefix}/${tenantId}`;
  return {
    async get(tenantId) {
      const SecretId = nameOf(tenantId);
      const got = await client.send(new GetSecretValueCommand({ SecretId })).catch(noneIfMissing);
      return got && accountOf(SecretId, got.SecretString);
    },
    async put(tenantId, account) {
      const Name = nameOf(tenantId);
      const SecretString = JSON.stringify(StateAccount.parse(account));
      const command = new PutSecretValueCommand({ SecretId: Name, SecretString });
      const replaced = await client.send(command).catch(noneIfMissing);
      if (replaced) return;
      await client.send(
        new CreateSecretCommand({
          Name,
          SecretString,
          ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
        }),
      );
    },
  };
};
