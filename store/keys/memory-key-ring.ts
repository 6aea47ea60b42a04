import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type SubjectRef, subjectName } from '../../schemas/phi.ts';
import type { KeyRing, SubjectKeys } from './key-ring.ts';

/** A key ring in memory, for tests and simulations, which can also destroy. */
export interface MemoryKeyRing extends KeyRing {
  destroy(tenantId: string, subject: SubjectRef): void;
}

/** A key ring in memory. */
export const memoryKeyRing = (): MemoryKeyRing => {
  const keys = new Map<string, KeyObject | 'destroyed'>();
  const nameIn = (tenantId: string, subject: SubjectRef) => `${tenantId}#${subjectName(subject)}`;
  const get = (tenantId: string, subject: SubjectRef): KeyObject | 'destroyed' => {
    const name = nameIn(tenantId, subject);
    const key = keys.get(name) ?? createSecretKey(randomBytes(32));
    keys.set(name, key);
    return key;
  };
  const all = async (tenantId: string, subjects: readonly SubjectRef[]): Promise<SubjectKeys> =>
    new Map(subjects.map((subject) => [subjectName(subject), get(tenantId, subject)]));
  return {
    toSeal: all,
    toOpen: all,
    destroy: (tenantId, subject) => void keys.set(nameIn(tenantId, subject), 'destroyed'),
  };
};
