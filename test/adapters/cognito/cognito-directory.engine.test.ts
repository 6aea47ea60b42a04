import { randomBytes, randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, inject, it } from 'vitest';
import { attributesOf } from '../../../adapters/cognito/attributes.ts';
import { cognitoDirectory } from '../../../adapters/cognito/cognito-directory.ts';
import { createUser } from '../../../adapters/cognito/create-user.ts';
import type { Issued, SignInOutcome } from '../../../adapters/cognito/user-directory.ts';
import { CREDENTIALS } from '../../../local/environment.ts';
import { oneTimeCode } from './one-time-code.ts';

const { endpoint, region, outputs } = inject('deployment');
const POOL = { UserPoolId: String(outputs['UserPoolId']), ClientId: String(outputs['UserPoolClientId']) };
const client = new CognitoIdentityProviderClient({ endpoint, region, credentials: CREDENTIALS });
const directory = cognitoDirectory(client, POOL);

const aUser = () => ({
  email: `medic-${randomUUID()}@danbury.example`,
  password: `Aa1!${randomBytes(12).toString('base64url')}`,
  tenant_id: 'danbury-fire',
  role: 'ems' as const,
});

const issuedIn = (outcome: SignInOutcome): Issued => {
  if (outcome.kind !== 'issued') throw new Error(`Tokens were expected, and not "${outcome.kind}".`);
  return outcome.issued;
};

const created = async () => {
  const user = aUser();
  const made = await createUser(client, POOL.UserPoolId, user);
  if (made.kind !== 'created') throw new Error(`A user was expected, and not "${made.kind}".`);
  return { ...user, caller: { tenant_id: 'danbury-fire', user_id: made.user_id, role: 'ems' as const } };
};

const takeSecondFactor = async ({ tokens }: Issued): Promise<string> => {
  const AccessToken = tokens.access_token;
  const { SecretCode = '' } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  await client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: oneTimeCode(SecretCode) }));
  const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
  await client.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
  return SecretCode;
};

describe('a user pool', () => {
  it('takes a new user once, and no weak password', async () => {
    const user = aUser();
    expect(await createUser(client, POOL.UserPoolId, { ...user, password: 'weak' })).toStrictEqual({
      kind: 'weak_password',
    });
    expect((await createUser(client, POOL.UserPoolId, user)).kind).toBe('created');
    expect(await createUser(client, POOL.UserPoolId, user)).toStrictEqual({ kind: 'taken' });
  });

  it('finds a user by address and by id, and nobody else', async () => {
    const { email, caller } = await created();
    expect(await directory.find(email)).toStrictEqual(caller);
    expect(await directory.find(caller.user_id)).toStrictEqual(caller);
    expect(await directory.find(randomUUID())).toBeUndefined();
  });

  it('lets the right password in, with agency and role on the token, and refuses all else alike', async () => {
    const { email, password, caller } = await created();
    const { user, tokens } = issuedIn(await directory.signIn({ email, password }));
    expect([user, tokens.expires_in]).toStrictEqual([caller, 1800]);
    expect(await directory.signIn({ email, password: 'wrong' })).toStrictEqual({ kind: 'refused' });
    expect(await directory.signIn({ email: aUser().email, password })).toStrictEqual({ kind: 'refused' });
  });

  it('goes on with a session under the same id until it is revoked', async () => {
    const { email, password } = await created();
    const first = issuedIn(await directory.signIn({ email, password }));
    const other = issuedIn(await directory.signIn({ email, password }));
    const next = await directory.refresh(first.tokens.refresh_token);
    expect(next?.session_id).toBe(first.session_id);
    expect(next?.tokens.refresh_token).toBe(first.tokens.refresh_token);
    expect(other.session_id).not.toBe(first.session_id);
    await directory.revoke(first.tokens.refresh_token);
    expect(await directory.refresh(first.tokens.refresh_token)).toBeUndefined();
    expect((await directory.refresh(other.tokens.refresh_token))?.user).toStrictEqual(other.user);
    expect(await directory.refresh('never.was.issued')).toBeUndefined();
  });

  it('asks a new user for a password of their own', async () => {
    const { email, password, ...rest } = aUser();
    const UserAttributes = attributesOf({ email, ...rest });
    const invited = { UserPoolId: POOL.UserPoolId, Username: email, TemporaryPassword: password };
    const message = { UserAttributes, MessageAction: 'SUPPRESS' as const };
    await client.send(new AdminCreateUserCommand({ ...invited, ...message }));
    const asked = await directory.signIn({ email, password });
    if (asked.kind !== 'challenged') throw new Error(`A challenge was expected, and not "${asked.kind}".`);
    expect(asked.challenge).toBe('NEW_PASSWORD_REQUIRED');
    const name = String((await directory.find(email))?.user_id);
    const own = aUser().password;
    const answer = { challenge: 'NEW_PASSWORD_REQUIRED', new_password: own } as const;
    expect(issuedIn(await directory.answer({ name, session: asked.session }, answer)).user.user_id).toBe(
      name,
    );
    expect((await directory.signIn({ email, password: own })).kind).toBe('issued');
  });

  it('asks for the code of a second factor, and takes the right one only', async () => {
    const { email, password, caller } = await created();
    const secret = await takeSecondFactor(issuedIn(await directory.signIn({ email, password })));
    const asked = await directory.signIn({ email, password });
    if (asked.kind !== 'challenged') throw new Error(`A challenge was expected, and not "${asked.kind}".`);
    expect(asked.challenge).toBe('SOFTWARE_TOKEN_MFA');
    const who = { name: caller.user_id, session: asked.session };
    const right = oneTimeCode(secret);
    const wrong = right === '000000' ? '000001' : '000000';
    const answer = (code: string) => directory.answer(who, { challenge: 'SOFTWARE_TOKEN_MFA', code });
    expect(await answer(wrong)).toStrictEqual({ kind: 'refused' });
    expect(issuedIn(await answer(right)).user).toStrictEqual(caller);
  });
});
