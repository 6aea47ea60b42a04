import * as z from 'zod';

/** The partition of a tenant's keys. */
export const keysOf = (tenantId: string): string => `${tenantId}#keys`;

const at = { pk: z.string(), sk: z.string() };

/** A version of a tenant's key, wrapped by the master key. */
export const TenantKeyItem = z.strictObject({ ...at, number: z.int().min(1), wrapped: z.base64() });
export type TenantKeyItem = z.infer<typeof TenantKeyItem>;

/** A subject's key, wrapped by a version of the tenant's; or the tombstone of one: when it was destroyed, and nothing of it. */
export const SubjectKeyItem = z.union([
  z.strictObject({ ...at, tenant_key: z.int().min(1), wrapped: z.base64() }),
  z.strictObject({ ...at, destroyed_at: z.string() }),
]);
export type SubjectKeyItem = z.infer<typeof SubjectKeyItem>;

const TENANT_KEY = 'tenant#';
const SUBJECT = 'subject#';

/** The sort key of a version of the tenant's key; they sort by number. */
export const tenantKeySk = (number: number): string => `${TENANT_KEY}${String(number).padStart(8, '0')}`;

/** The sort key of a subject's key. */
export const subjectSk = (name: string): string => `${SUBJECT}${name}`;

/** What the sort keys of a kind of key begin with. */
export const PREFIX = { tenant: TENANT_KEY, subject: SUBJECT } as const;
