import * as z from 'zod';
import { type Caller, Role, TenantId, UserId } from '../../schemas/identity.ts';

const Attributes = z.looseObject({ sub: UserId, 'custom:tenant_id': TenantId, 'custom:role': Role });

/**
 * The user that Cognito's attributes tell of. The names of the custom ones are the pool's (a user's agency is set once,
 * their role may change).
 * @returns undefined for a user without a valid agency and role, who can do nothing here
 */
export const userOf = (attributes: Readonly<Record<string, unknown>>): Caller | undefined => {
  const known = Attributes.safeParse(attributes).data;
  return (
    known && {
      tenant_id: known['custom:tenant_id'],
      user_id: known.sub,
      role: known['custom:role'],
    }
  );
};

/** The attributes a user of an agency is created with. */
export const attributesOf = (user: { email: string; tenant_id: string; role: Role }) => [
  { Name: 'email', Value: user.email },
  { Name: 'email_verified', Value: 'true' },
  { Name: 'custom:tenant_id', Value: TenantId.parse(user.tenant_id) },
  { Name: 'custom:role', Value: Role.parse(user.role) },
];
