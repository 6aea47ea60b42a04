import { describe, expect, test } from 'vitest';
import type { ChartFiles } from '../../../store/files/chart-files.ts';
import { idOf } from '../../sample-chart.ts';
import { freshTenant } from '../fresh-tenant.ts';

/** Files, and what a test has to do to them: put one at a key, delete one, and list the keys that have any version. */
export interface KeptFiles {
  readonly files: ChartFiles;
  put(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  keys(prefix: string): Promise<readonly string[]>;
}

/** What who destroys a patient relies on. */
export const chartFilesContract = (name: string, make: () => KeptFiles): void => {
  describe(`${name}, as the files of charts`, () => {
    test('loses all of a chart, every version and what was deleted before, and nothing of another', async () => {
      const { files, put, remove, keys } = make();
      const tenant_id = freshTenant();
      const [id, other] = [idOf(1), idOf(2)];
      for (const key of ['a', 'a', 'b', 'c']) await put(`${tenant_id}/${id}/${key}`);
      await remove(`${tenant_id}/${id}/b`);
      const others = [`${tenant_id}/${id}-a`, `${tenant_id}/${other}/a`, `${tenant_id}x/${id}/a`];
      for (const key of others) await put(key);
      expect(await files.removeAll({ tenant_id, id })).toBeGreaterThan(0);
      expect((await keys(tenant_id)).toSorted()).toStrictEqual(others.toSorted());
    });

    test('has nothing to lose of a chart without files', async () => {
      const { files } = make();
      expect(await files.removeAll({ tenant_id: freshTenant(), id: idOf(1) })).toBe(0);
    });
  });
};
