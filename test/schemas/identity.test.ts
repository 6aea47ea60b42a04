import { expect, test } from 'vitest';
import { Caller, TenantId, UserId } from '../../schemas/identity.ts';
import { StreamName } from '../../schemas/stream.ts';

/** As user pools make them: a UUID in form, of version 7 and of a variant that RFC 9562 does not define. */
const SUBS = ['24688438-40e1-70d0-d97e-084cfc8992c7', 'b4a8f4e8-c0c1-7051-e1a2-5f6c7d8e9f00'];

test.each(SUBS)('a user pool gives a user the id %s', (sub) => {
  expect(UserId.parse(sub)).toBe(sub);
  expect(Caller.parse({ tenant_id: 'danbury-fire', user_id: sub, role: 'ems' }).user_id).toBe(sub);
  expect(StreamName.parse({ tenant_id: 'danbury-fire', category: 'user', id: sub }).id).toBe(sub);
});

test.each(['', 'a', 'Danbury', 'dan#bury', 'dan bury', '-danbury', 'a'.repeat(64)])(
  'the agency "%s" is refused, because it begins keys',
  (tenant) => expect(TenantId.safeParse(tenant).success).toBe(false),
);
