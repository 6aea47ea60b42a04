import { describe, expect, it } from 'vitest';
import type { MasterKey } from '../../../store/keys/master-key.ts';
import { WrongKey } from '../../../store/keys/wrapping.ts';
import { freshTenant } from '../fresh-tenant.ts';

/** What every master key does. */
export const masterKeyContract = (kind: string, open: () => MasterKey): void => {
  describe(`A master key (${kind})`, () => {
    const master = open();

    it('opens what it wrapped for a tenant, and makes another key each time', async () => {
      const tenant = freshTenant();
      const [first, second] = [await master.generate(tenant), await master.generate(tenant)];
      expect(first.key.symmetricKeySize).toBe(32);
      expect(first.key.equals(second.key)).toBe(false);
      expect((await master.unwrap(tenant, first.wrapped)).equals(first.key)).toBe(true);
      expect((await master.unwrap(tenant, second.wrapped)).equals(second.key)).toBe(true);
    });

    it('holds no key as it is', async () => {
      const { key, wrapped } = await master.generate(freshTenant());
      expect(Buffer.from(wrapped, 'base64').includes(key.export())).toBe(false);
    });

    it("refuses one tenant's key in another's place, and what is no key", async () => {
      const { wrapped } = await master.generate(freshTenant());
      await expect(master.unwrap(freshTenant(), wrapped)).rejects.toThrow(WrongKey);
      await expect(master.unwrap(freshTenant(), 'QUJD')).rejects.toThrow(WrongKey);
    });
  });
};
