import { expect, test } from 'vitest';
import { newPassword } from '../../../../bin/ems/user/new-password.ts';

test('a password has what the user pool asks for, and is never the same', () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  expect(new Set(passwords).size).toBe(200);
  for (const password of passwords) {
    expect(password).toMatch(/^[A-Za-z0-9_-]{28}$/);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[-_]/]) expect(password).toMatch(kind);
  }
});
