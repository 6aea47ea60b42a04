import { beforeAll, describe, expect, test } from 'vitest';
import type { ExportSummary } from '../../../schemas/export-view.ts';
import type { ExportQuery, ExportRows } from '../../../store/exports/export-rows.ts';
import { idOf, minute } from '../../sample-chart.ts';
import { freshTenant } from '../fresh-tenant.ts';

const rowOf = (n: number, given: Partial<ExportSummary> = {}): ExportSummary => ({
  id: idOf(n),
  version: 1,
  kind: 'full',
  status: 'exported',
  chart_id: idOf(70 + (n % 2)),
  chart_version: 3,
  date: minute(n),
  requested_by: idOf(9),
  updated_at: minute(n),
  ...given,
});

/** Nine exports, a minute apart, of two charts in turn; every third has failed; the ninth is of the agency itself. */
const { chart_id: _, chart_version: __, ...agency } = rowOf(9, { kind: 'dem' });
const stored = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    rowOf(n, { status: n % 3 === 0 ? 'validation_failed' : 'exported' }),
  ),
  agency,
];

/** What lists of exports rely on. */
export const exportRowsContract = (name: string, make: () => ExportRows): void => {
  describe(`${name}, as the read model of exports`, () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    const rows = make();

    beforeAll(async () => {
      for (const row of stored) await rows.put(tenant, row);
      await rows.put(other, rowOf(3));
    });

    const find = async (query: Omit<ExportQuery, 'limit'>, limit: number) => {
      const pages: number[][] = [];
      let after = query.after;
      do {
        const page = await rows.list(tenant, { ...query, after, limit });
        pages.push(page.items.map(({ id }) => Number(id.slice(-4))));
        after = page.next;
      } while (after);
      return pages;
    };

    test.each<[string, Omit<ExportQuery, 'limit'>, number[][]]>([
      ['all, newest first', {}, [[9, 8, 7, 6], [5, 4, 3, 2], [1]]],
      ['by status', { status: 'validation_failed' }, [[6, 3]]],
      ['by a status that none has', { status: 'accepted' }, [[]]],
      ['by chart', { chart_id: idOf(71) }, [[7, 5, 3, 1]]],
      ['by chart and status', { chart_id: idOf(71), status: 'exported' }, [[7, 5, 1]]],
      ['of a time', { from: minute(3), to: minute(6) }, [[5, 4, 3]]],
      ['of a time that ends before it begins', { from: minute(6), to: minute(3) }, [[]]],
      ['after a position', { after: [minute(3), idOf(3)] }, [[2, 1]]],
    ])('lists them %s', async (_, query, pages) => {
      expect(await find(query, 4)).toStrictEqual(pages);
    });

    test('has a row as it was put, and none of another tenant', async () => {
      expect(await rows.get(tenant, idOf(9))).toStrictEqual(agency);
      expect(await rows.get(other, idOf(9))).toBeUndefined();
    });

    test('takes a newer row in place of an older one, and no older one', async () => {
      const own = freshTenant();
      await rows.put(own, rowOf(1, { version: 2, status: 'validation_failed' }));
      await rows.put(own, rowOf(1));
      const kept = await rows.list(own, { limit: 5 });
      expect(kept.items.map(({ version }) => version)).toStrictEqual([2]);
      await rows.put(own, rowOf(1, { version: 3, status: 'accepted' }));
      expect((await rows.list(own, { status: 'validation_failed', limit: 5 })).items).toStrictEqual([]);
      expect((await rows.list(own, { status: 'accepted', limit: 5 })).items).toHaveLength(1);
    });
  });
};
