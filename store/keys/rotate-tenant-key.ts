import { keysOf, PREFIX, SubjectKeyItem } from './key-item.ts';
import type { KeyTable } from './key-table.ts';
import type { TenantKey, TenantKeys } from './tenant-keys.ts';
import { unwrap, wrap } from './wrapping.ts';

/** Where keys lie, and how a tenant's are opened. */
export interface RotationParts {
  readonly table: KeyTable;
  readonly tenants: TenantKeys;
}

/** What is rotated: a tenant's key, to a new version, or on to the newest where a rotation was broken off. */
export interface RotationOf {
  readonly tenant_id: string;
  readonly resume: boolean;
  /** Told after each page how many keys were wrapped anew so far. */
  progress(rewrapped: number): void;
}

/** The version that wraps all subjects' keys now, and how many this run wrapped anew. */
export interface Rotated {
  readonly version: number;
  readonly rewrapped: number;
}

type Rewrap = (item: SubjectKeyItem) => Promise<boolean>;

/** Wraps a key under a newer version. A tombstone, or a key that somebody changed meanwhile, stays as it is. */
const rewrapper =
  ({ table, tenants }: RotationParts, tenantId: string, newest: TenantKey): Rewrap =>
  async (item) => {
    if ('destroyed_at' in item || item.tenant_key >= newest.number) return false;
    const { pk, sk, wrapped } = item;
    const above = await tenants.numbered(tenantId, item.tenant_key);
    const key = unwrap(above.key, wrapped, [tenantId, sk]);
    const anew = { pk, sk, tenant_key: newest.number, wrapped: wrap(newest.key, key, [tenantId, sk]) };
    return (await table.replace(anew, wrapped)) === 'put';
  };

const pages = async function* (table: KeyTable, tenantId: string) {
  let after = '';
  for (;;) {
    const page = (await table.page(keysOf(tenantId), PREFIX.subject, after)).map((item) =>
      SubjectKeyItem.parse(item),
    );
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.sk;
  }
};

/**
 * Rotates a tenant's key: a new version wraps the key of every subject, page by page, and no event is touched, because
 * the subjects' keys stay what they are. 'none' for a tenant that has no key. Old versions stay, for backups and for a
 * warm function that goes on wrapping with one for as long as it remembers it; a run that resumes after that finds those.
 * @throws WrongKey when a key does not open, and MissingKey when the version above it is gone; what was done stays done
 */
export const rotateTenantKey = async (parts: RotationParts, of: RotationOf): Promise<Rotated | 'none'> => {
  const { table, tenants } = parts;
  const { tenant_id, resume, progress } = of;
  if ((await table.last(keysOf(tenant_id), PREFIX.tenant)) === undefined) return 'none';
  const newest = resume ? await tenants.newest(tenant_id) : await tenants.renew(tenant_id);
  const rewrap = rewrapper(parts, tenant_id, newest);
  let rewrapped = 0;
  for await (const page of pages(table, tenant_id)) {
    const done = await Promise.all(page.map(rewrap));
    rewrapped += done.filter(Boolean).length;
    progress(rewrapped);
  }
  return { version: newest.number, rewrapped };
};
