import type { KeyObject } from 'node:crypto';
import type { Expiring } from '../expiring.ts';
import { keysOf, PREFIX, TenantKeyItem, tenantKeySk } from './key-item.ts';
import type { KeyTable } from './key-table.ts';
import type { MasterKey } from './master-key.ts';
import { MissingKey } from './wrapping.ts';

/** A version of a tenant's key, opened. */
export interface TenantKey {
  readonly number: number;
  readonly key: KeyObject;
}

/** Versions of tenants' keys: the newest wraps, all of them unwrap. */
export interface TenantKeys {
  newest(tenantId: string): Promise<TenantKey>;
  numbered(tenantId: string, number: number): Promise<TenantKey>;
  /** Makes the version that follows the newest. Two that do so at once come to the same one. */
  renew(tenantId: string): Promise<TenantKey>;
}

interface Parts {
  readonly table: KeyTable;
  readonly master: MasterKey;
  readonly known: Expiring<TenantKey>;
}

const NEWEST = 'newest';

/**
 * Keys of tenants in a table. The first of a tenant is made when it is first needed; of two that make it at once, one
 * puts it, and the other takes what it finds:
 *
 *   A  none ─ generate ─ create 1 ✓ ───────────► key 1
 *   B  none ─ generate ─────────── create 1 ✗ ─ read ► key 1
 */
export const tenantKeys = ({ table, master, known }: Parts): TenantKeys => {
  const opened = async (tenantId: string, item: unknown): Promise<TenantKey> => {
    const { number, wrapped } = TenantKeyItem.parse(item);
    const name = `${tenantId}#${number}`;
    return known.get(name) ?? known.keep(name, { number, key: await master.unwrap(tenantId, wrapped) });
  };
  const numbered = async (tenantId: string, number: number): Promise<TenantKey> => {
    const remembered = known.get(`${tenantId}#${number}`);
    if (remembered) return remembered;
    const [item] = await table.get(keysOf(tenantId), [tenantKeySk(number)]);
    if (item === undefined) throw new MissingKey(tenantId, `the tenant, version ${number},`);
    return opened(tenantId, item);
  };
  const make = async (tenantId: string, number: number): Promise<TenantKey> => {
    const { key, wrapped } = await master.generate(tenantId);
    const item = { pk: keysOf(tenantId), sk: tenantKeySk(number), number, wrapped };
    const made = await table.create(item);
    const newest =
      made === 'put'
        ? known.keep(`${tenantId}#${number}`, { number, key })
        : await numbered(tenantId, number);
    return known.keep(`${tenantId}#${NEWEST}`, newest);
  };
  const last = (tenantId: string) => table.last(keysOf(tenantId), PREFIX.tenant);
  return {
    numbered,
    async newest(tenantId) {
      const remembered = known.get(`${tenantId}#${NEWEST}`);
      if (remembered) return remembered;
      const item = await last(tenantId);
      if (item === undefined) return make(tenantId, 1);
      return known.keep(`${tenantId}#${NEWEST}`, await opened(tenantId, item));
    },
    async renew(tenantId) {
      const item = await last(tenantId);
      return make(tenantId, item === undefined ? 1 : TenantKeyItem.parse(item).number + 1);
    },
  };
};
