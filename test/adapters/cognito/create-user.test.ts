import { describe, expect, it } from 'vitest';
import { createUser } from '../../../adapters/cognito/create-user.ts';
import { cognitoStub, exception, result } from './cognito-stub.ts';

const SUB = '11111111-1111-4111-8111-111111111111';
const USER = {
  email: 'Medic@Danbury.example',
  password: 'Correct-Horse-7',
  tenant_id: 'danbury-fire',
  role: 'ems',
} as const;

describe('createUser', () => {
  it('makes a user of an agency, without a message, whose password stays', async () => {
    const created = result({ User: { Username: SUB, Attributes: [{ Name: 'sub', Value: SUB }] } });
    const { client, asked } = await cognitoStub(created, result({}));
    expect(await createUser(client, 'pool', USER)).toStrictEqual({ kind: 'created', user_id: SUB });
    expect(asked).toStrictEqual([
      {
        action: 'AdminCreateUser',
        body: {
          UserPoolId: 'pool',
          Username: 'medic@danbury.example',
          MessageAction: 'SUPPRESS',
          TemporaryPassword: 'Correct-Horse-7',
          UserAttributes: [
            { Name: 'email', Value: 'medic@danbury.example' },
            { Name: 'email_verified', Value: 'true' },
            { Name: 'custom:tenant_id', Value: 'danbury-fire' },
            { Name: 'custom:role', Value: 'ems' },
          ],
        },
      },
      {
        action: 'AdminSetUserPassword',
        body: {
          UserPoolId: 'pool',
          Username: 'medic@danbury.example',
          Password: 'Correct-Horse-7',
          Permanent: true,
        },
      },
    ]);
  });

  it.each([
    ['UsernameExistsException', 'taken'],
    ['InvalidPasswordException', 'weak_password'],
  ])('says by a value what %s means, and goes no further', async (name, kind) => {
    const { client, asked } = await cognitoStub(exception(name));
    expect(await createUser(client, 'pool', USER)).toStrictEqual({ kind });
    expect(asked.map(({ action }) => action)).toStrictEqual(['AdminCreateUser']);
  });

  it('makes no user of an agency that could spell a key', async () => {
    const { client, asked } = await cognitoStub();
    await expect(createUser(client, 'pool', { ...USER, tenant_id: 'a#chart' })).rejects.toThrow(
      'lower-case letters, digits and dashes',
    );
    expect(asked).toStrictEqual([]);
  });
});
