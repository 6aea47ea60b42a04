import {
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { expected } from './expected.ts';

/** Gives a user a new password that stays, for operators; says whether it was set, or why not. */
export const setPassword = async (
  client: CognitoIdentityProviderClient,
  userPoolId: string,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<'set' | 'unknown' | 'weak_password'> => {
  const command = new AdminSetUserPasswordCommand({
    UserPoolId: userPoolId,
    Username: email.toLowerCase(),
    Password: password,
    Permanent: true,
  });
  const outcomes = { UserNotFoundException: 'unknown', InvalidPasswordException: 'weak_password' } as const;
  const set = await expected(client.send(command), outcomes);
  return typeof set === 'string' ? set : 'set';
};
