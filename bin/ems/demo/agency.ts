import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { createUser } from '../../../adapters/cognito/create-user.ts';
import { setPassword } from '../../../adapters/cognito/set-password.ts';
import type { DemoSettings } from '../../../local/demo/play.ts';
import type { Role } from '../../../schemas/identity.ts';
import { newPassword } from '../user/new-password.ts';

/** The invented agency of the demonstration; `.example` addresses can belong to nobody (RFC 2606). */
export const AGENCY = 'candlewood-ems';

type People = DemoSettings['people'];
type Person = keyof People;

const ROLES: Readonly<Record<Person, Role>> = {
  admin: 'admin',
  medic: 'ems',
  partner: 'ems',
  biller: 'billing',
  auditor: 'auditor',
};

/** Makes a user there is not yet, or gives the one there is a new password: whichever it was, this password is good. */
const provide = async (client: CognitoIdentityProviderClient, userPoolId: string, person: Person) => {
  const credentials = { email: `${person}@${AGENCY}.example`, password: newPassword() };
  const user = { ...credentials, tenant_id: AGENCY, role: ROLES[person] };
  const made = await createUser(client, userPoolId, user);
  const done = made.kind === 'taken' ? await setPassword(client, userPoolId, credentials) : made.kind;
  if (done === 'created' || done === 'set') return credentials;
  throw new Error(`The user ${credentials.email} could not be provided: ${done}.`);
};

/** Provides the agency's users, as often as it is asked to; each time with new passwords. */
export const provideAgency = async (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): Promise<People> => ({
  admin: await provide(client, userPoolId, 'admin'),
  medic: await provide(client, userPoolId, 'medic'),
  partner: await provide(client, userPoolId, 'partner'),
  biller: await provide(client, userPoolId, 'biller'),
  auditor: await provide(client, userPoolId, 'auditor'),
});
