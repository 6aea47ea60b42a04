import { describe, expect, it } from 'vitest';
import { setPassword } from '../../../adapters/cognito/set-password.ts';
import { cognitoStub, exception, result } from './cognito-stub.ts';

const USER = { email: 'Medic@Danbury.example', password: 'Correct-Horse-7' };

describe('setPassword', () => {
  it('gives a user a password that stays', async () => {
    const { client, asked } = await cognitoStub(result({}));
    expect(await setPassword(client, 'pool', USER)).toBe('set');
    expect(asked).toStrictEqual([
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
    ['UserNotFoundException', 'unknown'],
    ['InvalidPasswordException', 'weak_password'],
  ])('says by a value what %s means', async (name, outcome) => {
    const { client } = await cognitoStub(exception(name));
    expect(await setPassword(client, 'pool', USER)).toBe(outcome);
  });

  it('throws what is not expected', async () => {
    const { client } = await cognitoStub(exception('InternalErrorException'));
    await expect(setPassword(client, 'pool', USER)).rejects.toHaveProperty('name', 'InternalErrorException');
  });
});
