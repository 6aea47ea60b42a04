import type { KeyObject } from 'node:crypto';
import { newKey, unwrap, wrap } from './wrapping.ts';

/** The key above all tenants' keys, which never leaves its keeper. */
export interface MasterKey {
  /** A new key for a tenant, and the same wrapped. */
  generate(tenantId: string): Promise<{ readonly key: KeyObject; readonly wrapped: string }>;
  /** The key of a tenant that was wrapped; throws when it was wrapped for another. */
  unwrap(tenantId: string, wrapped: string): Promise<KeyObject>;
}

/** A master key in memory, for tests and simulations. */
export const memoryMasterKey = (): MasterKey => {
  const master = newKey();
  return {
    async generate(tenantId) {
      const key = newKey();
      return { key, wrapped: wrap(master, key, [tenantId, 'tenant']) };
    },
    unwrap: async (tenantId, wrapped) => unwrap(master, wrapped, [tenantId, 'tenant']),
  };
};
