import * as z from 'zod';

/** What a user may do; one role a user, checked at the handler and again in the decider. */
export const Role = z.enum(['admin', 'ems', 'billing', 'founder', 'auditor', 'vendor']);
export type Role = z.infer<typeof Role>;

/** An agency. Never contains `#`, because it is the first part of every key. */
export const TenantId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and dashes, 2 to 63 of them')
  .meta({ description: 'The agency (tenant)', example: 'danbury-fire' });
export type TenantId = z.infer<typeof TenantId>;

/** A user's Cognito `sub`: of a UUID's form, but not always of a version that RFC 9562 knows. */
export const UserId = z.guid().meta({ description: "The user's id (Cognito sub)" });

/** Who asks: taken from the verified access token's claims alone, never from the request. */
export const Caller = z.object({ tenant_id: TenantId, user_id: UserId, role: Role });
export type Caller = z.infer<typeof Caller>;

/** Who acts in a decision and is written into the commit: a user with a role, or the system itself. */
export const Actor = z.object({
  user_id: z.string().min(1).max(128),
  role: z.union([Role, z.literal('system')]),
});
export type Actor = z.infer<typeof Actor>;
