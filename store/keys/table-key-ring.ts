import type { KeyObject } from 'node:crypto';
import { type SubjectRef, subjectName } from '../../schemas/phi.ts';
import { type Expiring, expiring } from '../expiring.ts';
import { keysOf, SubjectKeyItem, subjectSk } from './key-item.ts';
import type { KeyRing, SubjectKeys } from './key-ring.ts';
import type { KeyTable } from './key-table.ts';
import type { MasterKey } from './master-key.ts';
import { type TenantKey, type TenantKeys, tenantKeys } from './tenant-keys.ts';
import { MissingKey, newKey, unwrap, wrap } from './wrapping.ts';

/** What the key ring is made of: the table of wrapped keys, the key above them, and a clock in milliseconds. */
export interface KeyRingParts {
  readonly table: KeyTable;
  readonly master: MasterKey;
  now(): number;
}

const MINUTE = 60_000;

/** A destroyed key is gone from every warm function after a minute; a tenant's key is asked of KMS every five. */
const SUBJECTS = { most: 2_000, lifetime: MINUTE };
const TENANTS = { most: 500, lifetime: 5 * MINUTE };

type Key = KeyObject | 'destroyed';

interface Ring {
  readonly table: KeyTable;
  readonly tenants: TenantKeys;
  readonly known: Expiring<Key>;
}

const openItem = async ({ tenants }: Ring, tenantId: string, item: SubjectKeyItem): Promise<Key> => {
  if ('destroyed_at' in item) return 'destroyed';
  const { key } = await tenants.numbered(tenantId, item.tenant_key);
  return unwrap(key, item.wrapped, [tenantId, item.sk]);
};

const stored = async (ring: Ring, tenantId: string, names: readonly string[]): Promise<Map<string, Key>> => {
  const items = await ring.table.get(keysOf(tenantId), names.map(subjectSk));
  const bySk = new Map(items.map((item) => SubjectKeyItem.parse(item)).map((item) => [item.sk, item]));
  const keys = new Map<string, Key>();
  for (const name of names) {
    const item = bySk.get(subjectSk(name));
    if (item) keys.set(name, await openItem(ring, tenantId, item));
  }
  return keys;
};

const wrapped = (tenantId: string, name: string, above: TenantKey, key: KeyObject) => {
  const sk = subjectSk(name);
  return {
    pk: keysOf(tenantId),
    sk,
    tenant_key: above.number,
    wrapped: wrap(above.key, key, [tenantId, sk]),
  };
};

/** Makes a subject's key; when another was faster, theirs is the key: nothing was sealed with this one yet. */
const make = async (ring: Ring, tenantId: string, name: string): Promise<Key> => {
  const key = newKey();
  const item = wrapped(tenantId, name, await ring.tenants.newest(tenantId), key);
  if ((await ring.table.create(item)) === 'put') return key;
  const theirs = (await stored(ring, tenantId, [name])).get(name);
  if (theirs === undefined) throw new MissingKey(tenantId, name);
  return theirs;
};

type Absent = (name: string) => Promise<Key>;

const keysFor = async (
  ring: Ring,
  tenantId: string,
  [subjects, absent]: readonly [readonly SubjectRef[], Absent],
): Promise<SubjectKeys> => {
  const keys = new Map<string, Key>();
  const names = [...new Set(subjects.map(subjectName))];
  for (const name of names) {
    const key = ring.known.get(`${tenantId}#${name}`);
    if (key !== undefined) keys.set(name, key);
  }
  // What is remembered now is used, and not asked for again below: it may be forgotten until then.
  const unknown = names.filter((name) => !keys.has(name));
  const found = unknown.length === 0 ? new Map<string, Key>() : await stored(ring, tenantId, unknown);
  for (const name of unknown)
    keys.set(name, ring.known.keep(`${tenantId}#${name}`, found.get(name) ?? (await absent(name))));
  return keys;
};

/**
 * The key ring over a table of wrapped keys:
 *
 *   master key (KMS) ── wraps ──► tenant's key, version n ── wraps ──► subject's key ── seals ──► their data
 *
 * Whoever takes a subject's item away, takes away all that was ever sealed for them, wherever it was copied to.
 */
export const tableKeyRing = ({ table, master, now }: KeyRingParts): KeyRing => {
  const tenants = tenantKeys({ table, master, known: expiring({ ...TENANTS, now }) });
  const ring: Ring = { table, tenants, known: expiring({ ...SUBJECTS, now }) };
  return {
    toSeal: (tenantId, subjects) => keysFor(ring, tenantId, [subjects, (name) => make(ring, tenantId, name)]),
    toOpen: (tenantId, subjects) =>
      keysFor(ring, tenantId, [subjects, (name) => Promise.reject(new MissingKey(tenantId, name))]),
  };
};
