import type { StateAccount } from '../../schemas/nemsis/state-account.ts';
import type { StateCredentials } from './state-credentials.ts';

/** Accounts remembered for a while; `forget` one that the state refused: it may have been set anew meanwhile. */
export interface CachedStateCredentials extends StateCredentials {
  forget(tenantId: string): void;
}

const LIFETIME_MS = 5 * 60_000;
const MOST = 100;

/** Remembers accounts for five minutes, a hundred at most. That an agency has none is asked each time. */
export const cachedStateCredentials = (
  inner: StateCredentials,
  now: () => number,
): CachedStateCredentials => {
  const held = new Map<string, { account: StateAccount; until: number }>();

  const keep = (tenantId: string, account: StateAccount): StateAccount => {
    held.delete(tenantId);
    held.set(tenantId, { account, until: now() + LIFETIME_MS });
    if (held.size > MOST) held.delete(held.keys().next().value ?? tenantId);
    return account;
  };

  return {
    async get(tenantId) {
      const known = held.get(tenantId);
      if (known && known.until > now()) return known.account;
      held.delete(tenantId);
      const account = await inner.get(tenantId);
      return account && keep(tenantId, account);
    },
    async put(tenantId, account) {
      held.delete(tenantId);
      await inner.put(tenantId, account);
    },
    forget: (tenantId) => void held.delete(tenantId),
  };
};
