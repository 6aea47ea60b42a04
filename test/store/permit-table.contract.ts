import { describe, expect, it } from 'vitest';
import type { PermitTable } from '../../store/rate-limit.ts';
import { freshTenant } from './fresh-tenant.ts';

/** What every table of permits does, wherever it counts them. */
export const permitTableContract = (where: string, table: () => PermitTable) => {
  const asking = (holder = freshTenant()) => ({ holder, minute: '2099-03-02T08:15', count: 2, limit: 5 });
  const takes = async (times: number, permits = asking()) => {
    const answers: boolean[] = [];
    for (let asked = 0; asked < times; asked += 1) answers.push(await table().take(permits));
    return answers;
  };

  describe(`Permits ${where}`, () => {
    it('are given until as many are taken as the limit says', async () => {
      expect(await takes(5)).toStrictEqual([true, true, true, false, false]);
    });

    it('of one holder are not those of another', async () => {
      await takes(4);
      expect(await takes(1)).toStrictEqual([true]);
    });

    it('of one minute are not those of the next', async () => {
      const permits = asking();
      await takes(4, permits);
      expect(await takes(1, { ...permits, minute: '2099-03-02T08:16' })).toStrictEqual([true]);
    });

    it('asked for at the same time are given no more often', async () => {
      const permits = asking();
      const answers = await Promise.all(Array.from({ length: 8 }, () => table().take(permits)));
      expect(answers.filter((given) => given)).toHaveLength(3);
    });
  });
};
