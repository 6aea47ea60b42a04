import type { StateCopies } from './state-copies.ts';

/** What states have, in memory. */
export const memoryStateCopies = (): StateCopies => {
  const copies = new Map<string, string>();
  return {
    last: async (tenantId, endpoint) => copies.get(`${tenantId} ${endpoint}`),
    took: async (tenantId, endpoint, sha256) => void copies.set(`${tenantId} ${endpoint}`, sha256),
  };
};
