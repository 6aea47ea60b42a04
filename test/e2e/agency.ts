import { randomBytes, randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { CREDENTIALS } from '../../local/environment.ts';
import type { Role } from '../../schemas/identity.ts';
import type { Deployment } from '../engine-setup.ts';
import { type Answered, type ApiClient, apiClient } from './api-client.ts';

/** A signed-in user: asks the API in their name. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly refresh_token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
}

const createUser = async (
  { endpoint, region, outputs }: Deployment,
  user: { tenant: string; role: Role },
) => {
  const client = new CognitoIdentityProviderClient({ endpoint, region, credentials: CREDENTIALS });
  const email = `${user.role}-${randomUUID()}@example.org`;
  const password = `Aa1!${randomBytes(12).toString('base64url')}`;
  const who = { UserPoolId: outputs['UserPoolId'], Username: email };
  const attribute = (Name: string, Value: string) => ({ Name, Value });
  const UserAttributes = [
    attribute('email', email),
    attribute('email_verified', 'true'),
    attribute('custom:tenant_id', user.tenant),
    attribute('custom:role', user.role),
  ];
  await client.send(new AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }));
  await client.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  return { email, password };
};

const signedIn = async (api: ApiClient, who: { email: string; password: string }): Promise<Person> => {
  const { status, body } = await api('POST', '/v1/auth/sign-in', { body: who });
  if (status !== 200) throw new Error(`Sign-in answered ${status}.`);
  const token = String(body['access_token']);
  const ask: Person['ask'] = (method, path, content, headers) =>
    api(method, path, { token, body: content, ...(headers ? { headers } : {}) });
  return { ...who, token, refresh_token: String(body['refresh_token']), ask };
};

/** An agency of its own for a test, with its people created as they are asked for. */
export const agency = async (deployment: Deployment) => {
  const api = await apiClient(String(deployment.outputs['ApiUrl']));
  const tenant = `agency-${randomBytes(6).toString('hex')}`;
  const person = async (role: Role) => signedIn(api, await createUser(deployment, { tenant, role }));
  return { api, tenant, person };
};

export type Agency = Awaited<ReturnType<typeof agency>>;
