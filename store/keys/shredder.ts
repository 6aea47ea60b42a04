import { type SubjectRef, subjectName } from '../../schemas/phi.ts';
import { keysOf, SubjectKeyItem, subjectSk } from './key-item.ts';
import type { KeyTable } from './key-table.ts';

/** Whose key: a subject of a tenant. */
export interface KeyOwner {
  readonly tenant_id: string;
  readonly subject: SubjectRef;
}

/** Destroys keys without ever opening one, so whoever holds it needs nothing of KMS. */
export interface Shredder {
  /** Whether the subject has a key, or had one that was destroyed. */
  knows(owner: KeyOwner): Promise<boolean>;
  /** Puts a tombstone in the key's place, or where a key could still be made; one that is there stays as it is. */
  destroy(owner: KeyOwner, at: string): Promise<'destroyed' | 'already'>;
}

/**
 * The shredder over the table of keys. It replaces only what it has read, and reads again when somebody was faster. That
 * ends: a key is made once, and wrapped anew once a rotation, and a tombstone is never replaced.
 *
 *   destroy   read K(1) ─────────── tombstone if K(1) ✗ ─ read K(2) ─ tombstone if K(2) ✓
 *   rotation  read K(1) ─ K(2) if K(1) ✓
 *
 *   destroy   read K(1) ─ tombstone if K(1) ✓
 *   rotation  read K(1) ───────────────────── K(2) if K(1) ✗ stale, the tombstone stays
 */
export const shredder = (table: KeyTable): Shredder => {
  const found = async ({ tenant_id, subject }: KeyOwner): Promise<SubjectKeyItem | undefined> => {
    const [item] = await table.get(keysOf(tenant_id), [subjectSk(subjectName(subject))]);
    return item === undefined ? undefined : SubjectKeyItem.parse(item);
  };
  const destroy: Shredder['destroy'] = async (owner, at) => {
    const item = await found(owner);
    if (item && 'destroyed_at' in item) return 'already';
    const sk = subjectSk(subjectName(owner.subject));
    const tombstone = { pk: keysOf(owner.tenant_id), sk, destroyed_at: at };
    const done = item ? await table.replace(tombstone, item.wrapped) : await table.create(tombstone);
    return done === 'put' ? 'destroyed' : destroy(owner, at);
  };
  return { knows: async (owner) => (await found(owner)) !== undefined, destroy };
};
