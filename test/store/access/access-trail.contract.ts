import { describe, expect, it } from 'vitest';
import type { Access } from '../../../schemas/access.ts';
import type { AccessQuery, AccessTrail } from '../../../store/access/access-trail.ts';
import { actor, idOf, minute } from '../../sample-chart.ts';
import { freshTenant } from '../fresh-tenant.ts';

const PATIENT = `patient/${idOf(1)}`;
const CREW = 'crew/P-77 / A';
const OTHER = idOf(1234);

/** The `n`-th read: `n` minutes after the call. */
const access = (n: number, more: Partial<Access> = {}): Access => ({
  time: minute(n),
  actor: { user_id: actor('ems').user_id, role: 'ems' },
  purpose: 'TREAT',
  subject: PATIENT,
  operation: 'getChart',
  request_id: `request-${n}`,
  trace_id: `trace-${n}`,
  ...more,
});
const BY_OTHER = { actor: { user_id: OTHER, role: 'auditor' }, purpose: 'HCOMPL' } as const;

/** What every access trail does, wherever it is kept. */
export const accessTrailContract = (where: string, trail: () => AccessTrail) => {
  const scene = async (accesses: readonly Access[], tenant = freshTenant()) => {
    await trail().record(tenant, accesses);
    const list = async (query: AccessQuery, page: { limit?: number; after?: string } = {}) =>
      trail().list(tenant, query, { limit: 10, ...page });
    return { tenant, list };
  };

  describe(`The access trail ${where}`, () => {
    it('gives the reads about a subject back as they were, newest first', async () => {
      const { list } = await scene([access(1), access(3, BY_OTHER), access(2), access(2, { subject: CREW })]);
      expect(await list({ subject: PATIENT })).toStrictEqual({
        items: [access(3, BY_OTHER), access(2), access(1)],
        next: undefined,
      });
      expect((await list({ subject: CREW })).items).toStrictEqual([access(2, { subject: CREW })]);
    });

    it('gives the reads by a user, about all subjects', async () => {
      const { list } = await scene([access(1), access(2, BY_OTHER), access(3, { subject: CREW })]);
      const mine = await list({ actor: actor('ems').user_id });
      expect(mine).toStrictEqual({ items: [access(3, { subject: CREW }), access(1)], next: undefined });
      expect((await list({ actor: OTHER })).items).toStrictEqual([access(2, BY_OTHER)]);
    });

    it('keeps every subject of one request', async () => {
      const { list } = await scene([access(1), access(1, { subject: CREW })]);
      const { items } = await list({ actor: actor('ems').user_id });
      expect(items.map(({ subject }) => subject).toSorted()).toStrictEqual([CREW, PATIENT]);
    });

    it.each([
      ['a subject', { subject: PATIENT }],
      ['a user', { actor: actor('ems').user_id }],
    ] as const)(
      'goes through the reads of %s page by page, none twice and none left out',
      async (_, query) => {
        const all = [5, 4, 3, 2, 1].map((n) => access(n));
        const { list } = await scene([...all, access(3, { request_id: 'request-33' })]);
        const seen: Access[] = [];
        let after: string | undefined;
        do {
          const page = await list(query, { limit: 2, ...(after === undefined ? {} : { after }) });
          expect(page.items.length).toBeLessThanOrEqual(2);
          seen.push(...page.items);
          after = page.next;
        } while (after !== undefined);
        expect(seen.map(({ request_id }) => request_id)).toStrictEqual(
          ['5', '4', '33', '3', '2', '1'].map((n) => `request-${n}`),
        );
      },
    );

    it('says that a page was the last even when it is full', async () => {
      const { list } = await scene([access(1), access(2)]);
      expect((await list({ subject: PATIENT }, { limit: 2 })).next).toBe(undefined);
    });

    it('keeps what is told again as it was first told', async () => {
      const { tenant, list } = await scene([access(1)]);
      await trail().record(tenant, [access(1, { purpose: 'HRESCH' })]);
      expect((await list({ subject: PATIENT })).items).toStrictEqual([access(1)]);
    });

    it('shows a tenant nothing of another', async () => {
      await scene([access(1)]);
      const { list } = await scene([]);
      expect(await list({ subject: PATIENT })).toStrictEqual({ items: [], next: undefined });
      expect((await list({ actor: actor('ems').user_id })).items).toStrictEqual([]);
    });

    it('refuses what is no read, and keeps nothing of it', async () => {
      const { tenant, list } = await scene([]);
      const wrong = access(1, { subject: 'nobody/1' });
      await expect(trail().record(tenant, [wrong])).rejects.toThrow('subject');
      expect((await list({ actor: actor('ems').user_id })).items).toStrictEqual([]);
    });
  });
};
