import { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { StateCredentials } from './state-credentials.ts';

/** Agencies' accounts in this process's memory. */
export const memoryStateCredentials = (): StateCredentials => {
  const accounts = new Map<string, StateAccount>();
  return {
    get: async (tenantId) => accounts.get(tenantId),
    async put(tenantId, account) {
      accounts.set(tenantId, StateAccount.parse(account));
    },
  };
};
