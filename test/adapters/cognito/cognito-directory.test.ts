import { describe, expect, it } from 'vitest';
import { cognitoDirectory } from '../../../adapters/cognito/cognito-directory.ts';
import { cognitoStub, exception, result } from './cognito-stub.ts';

const POOL = { UserPoolId: 'us-east-1_pool', ClientId: 'client' };
const SUB = '11111111-1111-4111-8111-111111111111';
const SESSION = '22222222-2222-4222-8222-222222222222';
const USER = { tenant_id: 'danbury-fire', user_id: SUB, role: 'ems' };
const WHO = { email: 'medic@danbury.example', password: 'a password' };

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const CLAIMS = { sub: SUB, origin_jti: SESSION, tenant_id: 'danbury-fire', role: 'ems' };
const issuedWith = (claims: object, refresh = {}) => ({
  AuthenticationResult: { AccessToken: jwt(claims), IdToken: 'id', ExpiresIn: 1800, ...refresh },
});
const issued = (refresh_token: string) => ({
  user: USER,
  session_id: SESSION,
  tokens: { access_token: jwt(CLAIMS), id_token: 'id', refresh_token, expires_in: 1800 },
});

const setUp = async (...replies: Parameters<typeof cognitoStub>) => {
  const { client, asked } = await cognitoStub(...replies);
  return { directory: cognitoDirectory(client, POOL), asked };
};

describe('find', () => {
  const attributes = (tenant: string) => [
    { Name: 'sub', Value: SUB },
    { Name: 'email', Value: WHO.email },
    { Name: 'custom:tenant_id', Value: tenant },
    { Name: 'custom:role', Value: 'ems' },
  ];

  it('knows a user by name', async () => {
    const { directory, asked } = await setUp(result({ UserAttributes: attributes('danbury-fire') }));
    expect(await directory.find(WHO.email)).toStrictEqual(USER);
    expect(asked).toStrictEqual([
      { action: 'AdminGetUser', body: { UserPoolId: 'us-east-1_pool', Username: WHO.email } },
    ]);
  });

  it('knows nobody of another name, and nobody without an agency', async () => {
    const found = [
      exception('UserNotFoundException'),
      result({ UserAttributes: attributes('') }),
      result({ Username: SUB }),
    ];
    const { directory } = await setUp(...found);
    for (const _ of found) expect(await directory.find(WHO.email)).toBeUndefined();
  });
});

describe('signIn', () => {
  it('asks for tokens over the flow that only a server may use', async () => {
    const { directory, asked } = await setUp(result(issuedWith(CLAIMS, { RefreshToken: 'refresh' })));
    expect(await directory.signIn(WHO)).toStrictEqual({ kind: 'issued', issued: issued('refresh') });
    expect(asked).toStrictEqual([
      {
        action: 'AdminInitiateAuth',
        body: {
          ...POOL,
          AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
          AuthParameters: { USERNAME: WHO.email, PASSWORD: WHO.password },
        },
      },
    ]);
  });

  it('passes a challenge on', async () => {
    const asks = { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'the session', ChallengeParameters: {} };
    const { directory } = await setUp(result(asks));
    const challenged = { kind: 'challenged', challenge: 'SOFTWARE_TOKEN_MFA', session: 'the session' };
    expect(await directory.signIn(WHO)).toStrictEqual(challenged);
  });

  it.each([
    'NotAuthorizedException',
    'UserNotFoundException',
    'UserNotConfirmedException',
    'PasswordResetRequiredException',
    'UserLambdaValidationException',
  ])('is refused by %s', async (name) => {
    const { directory } = await setUp(exception(name));
    expect(await directory.signIn(WHO)).toStrictEqual({ kind: 'refused' });
  });

  it.each(['InternalErrorException', 'TooManyRequestsException'])('throws %s', async (name) => {
    const { directory } = await setUp(exception(name));
    await expect(directory.signIn(WHO)).rejects.toThrow(`${name} of a test`);
  });

  it('throws on a challenge that nobody here can answer', async () => {
    const { directory } = await setUp(result({ ChallengeName: 'SMS_MFA', Session: 'the session' }));
    await expect(directory.signIn(WHO)).rejects.toThrow('Invalid option');
  });

  it('says which part of the pool is wrong when a token lacks a claim', async () => {
    const { tenant_id: _, role: __, ...claims } = CLAIMS;
    const { directory } = await setUp(result(issuedWith(claims, { RefreshToken: 'refresh' })));
    await expect(directory.signIn(WHO)).rejects.toThrow(
      'Cognito issued an access token without a valid tenant_id, role: see that the pool calls functions/identity/claims before it issues tokens (version V2_0) and that its client has token revocation on.',
    );
  });
});

describe('answer', () => {
  const who = { name: SUB, session: 'the session' };
  const code = { challenge: 'SOFTWARE_TOKEN_MFA', code: '123456' } as const;

  it.each([
    [
      { challenge: 'NEW_PASSWORD_REQUIRED', new_password: 'of my own' } as const,
      { NEW_PASSWORD: 'of my own' },
    ],
    [code, { SOFTWARE_TOKEN_MFA_CODE: '123456' }],
  ])('sends the answer to %o in the name of the user', async (answer, response) => {
    const { directory, asked } = await setUp(result(issuedWith(CLAIMS, { RefreshToken: 'refresh' })));
    expect(await directory.answer(who, answer)).toStrictEqual({ kind: 'issued', issued: issued('refresh') });
    expect(asked).toStrictEqual([
      {
        action: 'AdminRespondToAuthChallenge',
        body: {
          ...POOL,
          ChallengeName: answer.challenge,
          Session: 'the session',
          ChallengeResponses: { USERNAME: SUB, ...response },
        },
      },
    ]);
  });

  it.each([
    ['NotAuthorizedException', 'refused'],
    ['CodeMismatchException', 'refused'],
    ['ExpiredCodeException', 'refused'],
    ['InvalidPasswordException', 'weak_password'],
    ['PasswordHistoryPolicyViolationException', 'weak_password'],
  ])('takes %s for %s', async (name, kind) => {
    const { directory } = await setUp(exception(name));
    expect(await directory.answer(who, code)).toStrictEqual({ kind });
  });
});

describe('refresh and revoke', () => {
  it('refreshes with a token that goes on, or with the one that comes instead', async () => {
    const { directory, asked } = await setUp(
      result(issuedWith(CLAIMS)),
      result(issuedWith(CLAIMS, { RefreshToken: 'next' })),
    );
    expect(await directory.refresh('refresh')).toStrictEqual(issued('refresh'));
    expect(await directory.refresh('refresh')).toStrictEqual(issued('next'));
    expect(asked[0]).toStrictEqual({
      action: 'AdminInitiateAuth',
      body: { ...POOL, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: 'refresh' } },
    });
  });

  it('has nothing for a token that is no longer good, and throws what is not expected', async () => {
    const { directory } = await setUp(
      exception('NotAuthorizedException'),
      exception('InternalErrorException'),
    );
    expect(await directory.refresh('refresh')).toBeUndefined();
    await expect(directory.refresh('refresh')).rejects.toThrow('InternalErrorException of a test');
  });

  it('revokes', async () => {
    const { directory, asked } = await setUp(result({}));
    await directory.revoke('refresh');
    expect(asked).toStrictEqual([{ action: 'RevokeToken', body: { ClientId: 'client', Token: 'refresh' } }]);
  });

  it('throws when nothing answers at all', async () => {
    const { client, close } = await cognitoStub();
    close();
    await expect(cognitoDirectory(client, POOL).find(SUB)).rejects.toThrow('ECONNREFUSED');
  });
});
