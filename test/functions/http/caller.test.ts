import { describe, expect, it } from 'vitest';
import { accessRefusal, callerOf } from '../../../functions/http/caller.ts';
import { getHealth } from '../../../schemas/routes/api.ts';
import { unlockUser } from '../../../schemas/routes/auth.ts';
import { apiEvent } from '../api-event.ts';
import { caller } from '../chart-world.ts';

const medic = caller('ems');
const event = apiEvent('GET /v1/charts', 'request-1', { caller: medic });

const withClaims = (claims: Record<string, string>) => {
  const { authorizer } = event.requestContext;
  const jwt = { claims: { ...authorizer.jwt.claims, ...claims }, scopes: [] };
  return { ...event, requestContext: { ...event.requestContext, authorizer: { ...authorizer, jwt } } };
};
const withoutClaim = (name: string) => {
  const { authorizer } = event.requestContext;
  const { [name]: _left, ...claims } = authorizer.jwt.claims;
  const jwt = { claims, scopes: [] };
  return { ...event, requestContext: { ...event.requestContext, authorizer: { ...authorizer, jwt } } };
};

const nobody = {
  code: 'UNAUTHENTICATED',
  message: 'Sign in, and send the access token as Bearer.',
  details: {},
};

describe('The caller', () => {
  it('is whom the verified claims name', () => {
    expect(callerOf(event)).toStrictEqual(medic);
  });

  it('is not whom the request names', () => {
    const headers = { 'x-tenant-id': 'hilltop-ems', tenant_id: 'hilltop-ems' };
    expect(callerOf({ ...event, headers, queryStringParameters: headers })).toStrictEqual(medic);
  });

  it.each(['sub', 'tenant_id', 'role', 'token_use'])('is nobody without the claim %s', (name) => {
    expect(callerOf(withoutClaim(name))).toStrictEqual(nobody);
  });

  it.each<Record<string, string>>([
    { token_use: 'id' },
    { tenant_id: '' },
    { tenant_id: 'a#b' },
    { tenant_id: 'Danbury' },
    { role: 'root' },
    { sub: 'not-a-uuid' },
  ])('is nobody with the claims %j', (claims) => {
    expect(callerOf(withClaims(claims))).toStrictEqual(nobody);
  });

  it('is nobody where no token was verified', () => {
    const { authorizer: _none, ...requestContext } = event.requestContext;
    expect(callerOf({ ...event, requestContext })).toStrictEqual(nobody);
  });
});

describe('A route', () => {
  it('is open to its roles', () => {
    expect(accessRefusal(unlockUser, caller('admin'))).toBe(undefined);
    expect(accessRefusal(getHealth, medic)).toBe(undefined);
  });

  it('is closed to the others, and says whom it is open to', () => {
    expect(accessRefusal(unlockUser, medic)).toStrictEqual({
      code: 'FORBIDDEN',
      message: 'The role ems may not do this.',
      details: { roles: ['admin'] },
    });
  });
});
