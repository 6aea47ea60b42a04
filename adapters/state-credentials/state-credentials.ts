import type { StateAccount } from '../../schemas/nemsis/state-account.ts';

/** The accounts with which agencies sign in at their states, kept where secrets are kept. */
export interface StateCredentials {
  /** An agency's account, or undefined when it has none. */
  get(tenantId: string): Promise<StateAccount | undefined>;
  /** Sets an agency's account, in place of the one before. */
  put(tenantId: string, account: StateAccount): Promise<void>;
}
