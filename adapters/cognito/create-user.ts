import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { UserId } from '../../schemas/identity.ts';
import { attributesOf } from './attributes.ts';
import { expected } from './expected.ts';
import type { NewUser, UserCreated } from './user-directory.ts';

const TAKEN: UserCreated = { kind: 'taken' };
const WEAK_PASSWORD: UserCreated = { kind: 'weak_password' };

/**
 * Creates a user of an agency, for operators: no message is sent, and the password stays (the client signs in with it
 * at once). The password is proved by the creation, so that a weak one leaves no half-made user behind.
 */
export const createUser = async (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  user: NewUser,
): Promise<UserCreated> => {
  const email = user.email.toLowerCase();
  const who = { UserPoolId: userPoolId, Username: email };
  const command = new AdminCreateUserCommand({
    ...who,
    MessageAction: 'SUPPRESS',
    TemporaryPassword: user.password,
    UserAttributes: attributesOf({ ...user, email }),
  });
  const outcomes = { UsernameExistsException: TAKEN, InvalidPasswordException: WEAK_PASSWORD };
  const made = await expected(client.send(command), outcomes);
  if ('kind' in made) return made;
  await client.send(new AdminSetUserPasswordCommand({ ...who, Password: user.password, Permanent: true }));
  const sub = made.User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
  return { kind: 'created', user_id: UserId.parse(sub) };
};
