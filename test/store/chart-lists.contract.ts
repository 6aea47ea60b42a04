import { beforeAll, describe, expect, test } from 'vitest';
import type { ChartQuery, ChartRows } from '../../store/chart-rows.ts';
import { idOf, minute } from '../sample-chart.ts';
import { rowOf } from '../sample-rows.ts';
import { freshTenant } from './fresh-tenant.ts';

/**
 * Twelve charts, a minute apart; every third is completed, every second is of incident B; the last two are of one
 * moment. Another tenant has one of each kind.
 */
const stored = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) =>
  rowOf(n, {
    status: n % 3 === 0 ? 'completed' : 'draft',
    incident_number: n % 2 === 0 ? 'B#1' : 'A',
    date: minute(Math.min(n, 11)),
  }),
);

/** How lists of charts are found, ordered and cut into pages. */
export const chartListsContract = (name: string, make: () => ChartRows): void => {
  describe(`${name}, as lists of charts`, () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    const rows = make();

    beforeAll(async () => {
      for (const row of stored.toSorted((a, b) => b.status.localeCompare(a.status)))
        await rows.put(tenant, row, 0);
      for (const n of [2, 3]) await rows.put(other, { ...rowOf(n), ...stored[n - 1], id: idOf(100 + n) }, 0);
    });

    /** The numbers of the charts that a query finds, all pages of it, and the size of each page. */
    const find = async (query: Omit<ChartQuery, 'limit'>, limit = 100) => {
      const numbers: number[] = [];
      const pages: number[] = [];
      let after = query.after;
      do {
        const page = await rows.list(tenant, { ...query, after, limit });
        numbers.push(...page.items.map(({ id }) => Number(id.slice(-4))));
        pages.push(page.items.length);
        after = page.next;
      } while (after);
      return { numbers, pages };
    };
    const found = async (query: Omit<ChartQuery, 'limit'>) => (await find(query)).numbers;
    const all = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

    test.each<[string, Omit<ChartQuery, 'limit'>, number[]]>([
      ['all, newest first, and by id where the moment is the same', {}, all],
      ['by status', { status: 'completed' }, [12, 9, 6, 3]],
      ['by a status that none has', { status: 'locked' }, []],
      ['by incident', { incident_number: 'B#1' }, [12, 10, 8, 6, 4, 2]],
      ['by an incident there is not', { incident_number: 'B' }, []],
      ['by incident and status', { incident_number: 'B#1', status: 'completed' }, [12, 6]],
      ['from a moment on, that moment too', { from: minute(9) }, [12, 11, 10, 9]],
      ['before a moment, that moment not', { to: minute(4) }, [3, 2, 1]],
      ['between two moments', { from: minute(3), to: minute(6) }, [5, 4, 3]],
      ['of no time at all', { from: minute(5), to: minute(5) }, []],
      ['of a time that ends before it begins', { from: minute(9), to: minute(3) }, []],
      ['by status and time', { status: 'completed', from: minute(4), to: minute(10) }, [9, 6]],
      ['by incident and time', { incident_number: 'A', from: minute(4), to: minute(10) }, [9, 7, 5]],
      ['after a position', { after: [minute(4), idOf(4)] }, [3, 2, 1]],
      ['after a position that no chart has', { after: [minute(4), idOf(0)] }, [3, 2, 1]],
      ['after a position between two of one moment', { after: [minute(11), idOf(12)] }, all.slice(1)],
      [
        'after a position that is newer than what is asked for',
        { to: minute(3), after: [minute(9), idOf(9)] },
        [2, 1],
      ],
      [
        'after a position that is older than what is asked for',
        { from: minute(8), after: [minute(2), idOf(2)] },
        [],
      ],
      ['after a position that makes no sense', { after: ['', ''] }, []],
    ])('%s', async (_, query, numbers) => {
      expect(await found(query)).toStrictEqual(numbers);
    });

    test('a chart of the last year there is, is in the list', async () => {
      const late = freshTenant();
      const row = rowOf(1, { date: '9999-12-31T23:59:59.999Z' });
      await rows.put(late, row, 0);
      expect((await rows.list(late, { limit: 5 })).items.map(({ date }) => date)).toStrictEqual([row.date]);
    });

    test.each([
      [1, Array(12).fill(1)],
      [5, [5, 5, 2]],
      [6, [6, 6]],
      [11, [11, 1]],
      [12, [12]],
    ])(
      'in pages of %i: nothing twice, nothing left out, and no empty page at the end',
      async (limit, pages) => {
        expect(await find({}, limit)).toStrictEqual({ numbers: all, pages });
      },
    );

    test.each<[string, Omit<ChartQuery, 'limit'>, number[], number[]]>([
      ['a status', { status: 'completed' }, [12, 9, 6, 3], [2, 2]],
      ['an incident', { incident_number: 'B#1', from: minute(4) }, [12, 10, 8, 6, 4], [2, 2, 1]],
      ['an incident’s charts of a status', { incident_number: 'A', status: 'draft' }, [11, 7, 5, 1], [2, 2]],
    ])('pages of %s', async (_, query, numbers, pages) => {
      expect(await find(query, 2)).toStrictEqual({ numbers, pages });
    });

    test('a chart whose state changed is listed under its new state alone', async () => {
      const moving = freshTenant();
      await rows.put(moving, rowOf(1), 0);
      await rows.put(moving, rowOf(1, { version: 2, status: 'in_progress' }), 1);
      expect((await rows.list(moving, { status: 'draft', limit: 5 })).items).toStrictEqual([]);
      expect((await rows.list(moving, { status: 'in_progress', limit: 5 })).items).toHaveLength(1);
    });
  });
};
