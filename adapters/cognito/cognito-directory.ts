import {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  type CognitoIdentityProviderClient,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod';
import { Challenge } from '../../schemas/user.ts';
import { userOf } from './attributes.ts';
import { expected } from './expected.ts';
import { issuedBy } from './issued.ts';
import type { ChallengeAnswer, SignInOutcome, UserDirectory } from './user-directory.ts';

/** The user pool, and the client of it that this service is. */
export interface Pool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

const REFUSED: SignInOutcome = { kind: 'refused' };
const WEAK_PASSWORD: SignInOutcome = { kind: 'weak_password' };

/**
 * A user in a state that keeps them out (disabled, unconfirmed, to be reset, or without an agency or a role, for whom
 * the claims trigger fails) is refused like a wrong password.
 */
const NO_SIGN_IN = {
  NotAuthorizedException: REFUSED,
  UserNotFoundException: REFUSED,
  UserNotConfirmedException: REFUSED,
  PasswordResetRequiredException: REFUSED,
  UserLambdaValidationException: REFUSED,
};

const NO_ANSWER = {
  ...NO_SIGN_IN,
  CodeMismatchException: REFUSED,
  ExpiredCodeException: REFUSED,
  InvalidPasswordException: WEAK_PASSWORD,
  PasswordHistoryPolicyViolationException: WEAK_PASSWORD,
};

const Asked = z.object({ ChallengeName: Challenge, Session: z.string() });

type Answered = Pick<AdminInitiateAuthCommandOutput, 'AuthenticationResult' | 'ChallengeName' | 'Session'>;

const outcomeOf = (answered: Answered | SignInOutcome): SignInOutcome => {
  if ('kind' in answered) return answered;
  if (answered.AuthenticationResult)
    return { kind: 'issued', issued: issuedBy(answered.AuthenticationResult) };
  const { ChallengeName, Session } = Asked.parse(answered);
  return { kind: 'challenged', challenge: ChallengeName, session: Session };
};

const responseOf = (answer: ChallengeAnswer): Record<string, string> =>
  answer.challenge === 'NEW_PASSWORD_REQUIRED'
    ? { NEW_PASSWORD: answer.new_password }
    : { SOFTWARE_TOKEN_MFA_CODE: answer.code };

const find = async (client: CognitoIdentityProviderClient, who: { UserPoolId: string; Username: string }) => {
  const got = await expected(client.send(new AdminGetUserCommand(who)), { UserNotFoundException: 'nobody' });
  if (typeof got === 'string') return undefined;
  return userOf(Object.fromEntries((got.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value])));
};

/** The user directory in a Cognito user pool, over the flows that only a server may use. */
export const cognitoDirectory = (client: CognitoIdentityProviderClient, pool: Pool): UserDirectory => ({
  find: (name) => find(client, { UserPoolId: pool.UserPoolId, Username: name }),
  async signIn({ email, password }) {
    const command = new AdminInitiateAuthCommand({
      ...pool,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    });
    return outcomeOf(await expected(client.send(command), NO_SIGN_IN));
  },
  async answer({ name, session }, answer) {
    const command = new AdminRespondToAuthChallengeCommand({
      ...pool,
      ChallengeName: answer.challenge,
      Session: session,
      ChallengeResponses: { USERNAME: name, ...responseOf(answer) },
    });
    return outcomeOf(await expected(client.send(command), NO_ANSWER));
  },
  async refresh(refreshToken) {
    const command = new AdminInitiateAuthCommand({
      ...pool,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    });
    const answered = await expected(client.send(command), NO_SIGN_IN);
    return 'kind' in answered ? undefined : issuedBy(answered.AuthenticationResult, refreshToken);
  },
  async revoke(refreshToken) {
    await client.send(new RevokeTokenCommand({ ClientId: pool.ClientId, Token: refreshToken }));
  },
});
