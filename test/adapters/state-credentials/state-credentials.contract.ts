import { describe, expect, it } from 'vitest';
import type { StateCredentials } from '../../../adapters/state-credentials/state-credentials.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';

const ACCOUNT = { username: 'danbury', password: 'a "word" of ünicode', organization: 'Danbury Fire' };

/** What every keeper of state accounts does. */
export const stateCredentialsContract = (kind: string, open: () => StateCredentials): void => {
  describe(`State credentials (${kind})`, () => {
    it('has none of an agency that never set one', async () => {
      expect(await open().get(freshTenant())).toBeUndefined();
    });

    it('gives back what was set last, to that agency alone', async () => {
      const credentials = open();
      const [tenant, other] = [freshTenant(), freshTenant()];
      await credentials.put(tenant, ACCOUNT);
      await credentials.put(other, { ...ACCOUNT, username: 'other' });
      await credentials.put(tenant, { ...ACCOUNT, password: 'new' });
      expect(await credentials.get(tenant)).toStrictEqual({ ...ACCOUNT, password: 'new' });
      expect(await credentials.get(other)).toStrictEqual({ ...ACCOUNT, username: 'other' });
    });

    it('refuses what can be no account', async () => {
      const credentials = open();
      const tenant = freshTenant();
      await expect(credentials.put(tenant, { ...ACCOUNT, username: '' })).rejects.toThrow('username');
      expect(await credentials.get(tenant)).toBeUndefined();
    });
  });
};
