import type { SubjectRef } from '../../../schemas/phi.ts';
import { expiring } from '../../../store/expiring.ts';
import type { SubjectKeys } from '../../../store/keys/key-ring.ts';
import type { KeyTable } from '../../../store/keys/key-table.ts';
import { memoryMasterKey } from '../../../store/keys/master-key.ts';
import { memoryKeyTable } from '../../../store/keys/memory-key-table.ts';
import { tableKeyRing } from '../../../store/keys/table-key-ring.ts';
import { tenantKeys } from '../../../store/keys/tenant-keys.ts';

export const PATIENT: SubjectRef = { kind: 'patient', id: 'p1' };
export const CREW: SubjectRef = { kind: 'crew', id: 'm1' };
export const AT = '2025-03-02T08:15:00.000Z';

/** Keys as text, to compare; a destroyed one by its word. */
export const texts = (keys: SubjectKeys): Record<string, string> =>
  Object.fromEntries(
    [...keys].map(([name, key]) => [name, key === 'destroyed' ? key : key.export().toString('base64')]),
  );

/** One table of keys under one master key, the functions that use them, and their clock, in milliseconds. */
export const keyWorld = (table: KeyTable = memoryKeyTable()) => {
  const clock = { ms: 0 };
  const now = () => clock.ms;
  const asked = { generate: 0, unwrap: 0 };
  const kms = memoryMasterKey();
  const master: typeof kms = {
    generate: (tenantId) => {
      asked.generate += 1;
      return kms.generate(tenantId);
    },
    unwrap: (tenantId, wrapped) => {
      asked.unwrap += 1;
      return kms.unwrap(tenantId, wrapped);
    },
  };
  return {
    table,
    clock,
    asked,
    /** A function that starts: it remembers nothing. */
    ring: () => tableKeyRing({ table, master, now }),
    tenants: () => tenantKeys({ table, master, known: expiring({ most: 100, lifetime: 60_000, now }) }),
  };
};
