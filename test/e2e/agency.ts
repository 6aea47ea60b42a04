import { randomBytes, randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributesOf } from '../../adapters/cognito/attributes.ts';
import { CREDENTIALS } from '../../local/environment.ts';
import type { Role } from '../../schemas/identity.ts';
import type { Deployment } from '../engine-setup.ts';
import { type Answered, type ApiClient, apiClient } from './api-client.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** A signed-in user: asks the API in their name. */
export interface Person extends Credentials {
  readonly token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
}

const newPassword = () => `Aa1!${randomBytes(12).toString('base64url')}`;

const cognitoOf = ({ endpoint, region, outputs }: Deployment) => ({
  client: new CognitoIdentityProviderClient({ endpoint, region, credentials: CREDENTIALS }),
  UserPoolId: outputs['UserPoolId'],
});

/** Creates a user whose password is good for one sign-in only, at which they have to set their own. */
const invite = async (deployment: Deployment, user: { tenant_id: string; role: Role }) => {
  const { client, UserPoolId } = cognitoOf(deployment);
  const who = { email: `${user.role}-${randomUUID()}@example.org`, password: newPassword() };
  const { User } = await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: who.email,
      TemporaryPassword: who.password,
      UserAttributes: attributesOf({ ...user, email: who.email }),
      MessageAction: 'SUPPRESS',
    }),
  );
  const user_id = String(User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value);
  return { ...who, user_id };
};

/** Creates a user with a password that stays. */
const createUser = async (...[deployment, user]: Parameters<typeof invite>): Promise<Credentials> => {
  const { email } = await invite(deployment, user);
  const { client, UserPoolId } = cognitoOf(deployment);
  const password = newPassword();
  const set = { UserPoolId, Username: email, Password: password, Permanent: true };
  await client.send(new AdminSetUserPasswordCommand(set));
  return { email, password };
};

const signedIn = async (api: ApiClient, { email, password }: Credentials): Promise<Person> => {
  const { status, body } = await api('POST', '/v1/auth/sign-in', { body: { email, password } });
  if (status !== 200) throw new Error(`Sign-in answered ${status}.`);
  const token = String(body['access_token']);
  const ask: Person['ask'] = (method, path, content, headers) =>
    api(method, path, { token, body: content, ...(headers ? { headers } : {}) });
  const [id_token, refresh_token] = [String(body['id_token']), String(body['refresh_token'])];
  return { email, password, token, id_token, refresh_token, ask };
};

/** An agency of its own for a test, with its people created as they are asked for. */
export const agency = async (deployment: Deployment) => {
  const api = await apiClient(String(deployment.outputs['ApiUrl']));
  const tenant = `agency-${randomBytes(6).toString('hex')}`;
  const person = async (role: Role) =>
    signedIn(api, await createUser(deployment, { tenant_id: tenant, role }));
  const newcomer = (role: Role) => invite(deployment, { tenant_id: tenant, role });
  const signIn = (who: Credentials) => signedIn(api, who);
  return { api, tenant, person, newcomer, signIn };
};

export type Agency = Awaited<ReturnType<typeof agency>>;
