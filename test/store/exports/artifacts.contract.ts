import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Artifacts, artifactKey } from '../../../store/exports/artifacts.ts';
import { idOf } from '../../sample-chart.ts';
import { freshTenant } from '../fresh-tenant.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = Buffer.from('<EMSDataSet/>');

/** What an export relies on. */
export const artifactsContract = (name: string, make: () => Artifacts): void => {
  describe(`${name}, as the files of exports`, () => {
    const keyOf = (n: number) =>
      artifactKey({ tenant_id: freshTenant(), id: idOf(n), chart_id: idOf(1), sha256: 'a'.repeat(64) });

    test('keeps a file, and the same one again', async () => {
      const [artifacts, key] = [make(), keyOf(1)];
      await artifacts.put(key, bytes, digest(bytes));
      await artifacts.put(key, bytes, digest(bytes));
      expect(Buffer.from((await artifacts.get(key)) ?? []).toString()).toBe(bytes.toString());
    });

    test('refuses one that is not of its digest, and keeps nothing of it', async () => {
      const [artifacts, key] = [make(), keyOf(2)];
      await expect(artifacts.put(key, bytes, digest(Buffer.from('another')))).rejects.toThrow();
      expect(await artifacts.get(key)).toBeUndefined();
    });
  });
};
