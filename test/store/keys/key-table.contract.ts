import { describe, expect, it } from 'vitest';
import { keysOf, PREFIX, subjectSk, tenantKeySk } from '../../../store/keys/key-item.ts';
import { type KeyTable, PAGE } from '../../../store/keys/key-table.ts';
import { freshTenant } from '../fresh-tenant.ts';

const AT = '2025-03-02T08:15:00.000Z';

const partition = () => {
  const pk = keysOf(freshTenant());
  return {
    pk,
    subject: (name: string, wrapped = 'QUJD') => ({ pk, sk: subjectSk(name), tenant_key: 1, wrapped }),
    tenant: (number: number) => ({ pk, sk: tenantKeySk(number), number, wrapped: 'QUJD' }),
    tombstone: (name: string) => ({ pk, sk: subjectSk(name), destroyed_at: AT }),
  };
};

const bySk = (items: readonly unknown[]) =>
  items.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

/** What every table of keys does. */
export const keyTableContract = (kind: string, open: () => KeyTable): void => {
  describe(`A table of keys (${kind})`, () => {
    const table = open();

    it('gives what was made, as far as it was, and nothing of another partition', async () => {
      const [mine, theirs] = [partition(), partition()];
      const [a, b] = [mine.subject('patient/a'), mine.subject('crew/b')];
      expect([await table.create(a), await table.create(b)]).toStrictEqual(['put', 'put']);
      await table.create(theirs.subject('patient/c'));
      const asked = [a.sk, subjectSk('patient/c'), b.sk];
      expect(bySk(await table.get(mine.pk, asked))).toStrictEqual(bySk([a, b]));
      expect(await table.get(mine.pk, [])).toStrictEqual([]);
    });

    it('makes a key once: of many at a time one is put', async () => {
      const { pk, subject } = partition();
      const made = await Promise.all(
        ['QQ==', 'Qg==', 'Qw=='].map((each) => table.create(subject('crew/m1', each))),
      );
      expect(made.toSorted()).toStrictEqual(['put', 'taken', 'taken']);
      expect(await table.get(pk, [subjectSk('crew/m1')])).toHaveLength(1);
    });

    it('replaces only what is known, and never a tombstone or what is not there', async () => {
      const { pk, subject, tombstone } = partition();
      expect(await table.replace(subject('crew/m1', 'Qg=='), 'QUJD')).toBe('stale');
      await table.create(subject('crew/m1'));
      expect(await table.replace(subject('crew/m1', 'Qg=='), 'Qw==')).toBe('stale');
      expect(await table.replace(subject('crew/m1', 'Qg=='), 'QUJD')).toBe('put');
      expect(await table.replace(tombstone('crew/m1'), 'Qg==')).toBe('put');
      expect(await table.replace(subject('crew/m1'), 'Qg==')).toBe('stale');
      expect(await table.create(subject('crew/m1'))).toBe('taken');
      expect(await table.get(pk, [subjectSk('crew/m1')])).toStrictEqual([tombstone('crew/m1')]);
    });

    it('knows the last of a kind, past the tenth', async () => {
      const { pk, subject, tenant } = partition();
      expect(await table.last(pk, PREFIX.tenant)).toBeUndefined();
      for (const number of [1, 2, 9, 10]) await table.create(tenant(number));
      await table.create(subject('patient/z'));
      expect(await table.last(pk, PREFIX.tenant)).toStrictEqual(tenant(10));
    });

    it('gives all of a kind in their order, a page at a time, and more than a batch at once', async () => {
      const { pk, subject, tenant } = partition();
      const names = Array.from({ length: PAGE + 20 }, (_, n) => `crew/${String(n).padStart(4, '0')}`);
      await Promise.all(names.map((name) => table.create(subject(name))));
      await table.create(tenant(1));
      const items = names.map((name) => subject(name));
      const first = await table.page(pk, PREFIX.subject, '');
      const second = await table.page(pk, PREFIX.subject, items[PAGE - 1]?.sk ?? '');
      expect([...first, ...second]).toStrictEqual(items);
      expect(first).toHaveLength(PAGE);
      expect(await table.page(pk, PREFIX.subject, items.at(-1)?.sk ?? '')).toStrictEqual([]);
      const all = await table.get(pk, names.map(subjectSk));
      expect(bySk(all)).toStrictEqual(bySk(items));
    });
  });
};
