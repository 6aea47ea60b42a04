import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { ApiClient } from '../../../local/demo/api-client.ts';
import { signIn } from '../../../local/demo/sign-in.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';
import { emsOnDeployment, objectsOf } from './deployed.ts';

const ems = emsOnDeployment();
const tenant = freshTenant();
const email = `${randomUUID()}@agency.example`;
const asked = ['user', 'create', '--tenant', tenant, '--role', 'billing', '--email', email];

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('a user is made, and signs in with the password that was shown once, as of their agency and role', async () => {
  const { exitCode, out } = await ems([...asked, '--json']);
  expect(exitCode).toBe(0);
  const [made] = objectsOf(out);
  const api = new ApiClient(String(inject('deployment').outputs['ApiUrl']));
  const { token } = await signIn(api, { email, password: String(made?.['password']) });
  expect(claimsOf(token)).toMatchObject({ sub: made?.['user_id'], tenant_id: tenant, role: 'billing' });
});

test('an address that is taken changes nothing', async () => {
  const { exitCode, out, err } = await ems(asked);
  expect([exitCode, out]).toStrictEqual([1, '']);
  expect(err).toContain('There is a user with this e-mail address already; nothing was changed.');
});

test('a password from standard input is used, and not shown', async () => {
  const other = [
    'user',
    'create',
    '--tenant',
    tenant,
    '--role',
    'ems',
    '--email',
    `${randomUUID()}@agency.example`,
  ];
  const given = await ems([...other, '--password-stdin'], { input: async () => 'Correct-Horse-7-Battery\n' });
  expect(given.exitCode).toBe(0);
  expect(given.out).toMatch(new RegExp(`^[0-9a-f-]{36} {2}ems of ${tenant}\n$`));
  const weak = await ems([...other.slice(0, -1), 'w@agency.example', '--password-stdin'], {
    input: async () => 'short',
  });
  expect(weak.exitCode).toBe(1);
  expect(weak.err).toContain('The password is not as the user pool demands; no user was made.');
});
