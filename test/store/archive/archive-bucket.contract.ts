import { describe, expect, it } from 'vitest';
import type { ArchiveBucket } from '../../../store/archive/archive-bucket.ts';

const BYTES = Uint8Array.of(31, 139, 0, 255);

/** What every bucket of an archive does; `folder` gives one in which nothing lies, with a slash at its end. */
export const archiveBucketContract = (kind: string, bucket: ArchiveBucket, folder: () => string): void => {
  describe(`A bucket of an archive (${kind})`, () => {
    it('gives what was put, and nothing where nothing was', async () => {
      const at = folder();
      expect(await bucket.get(`${at}a`)).toBeUndefined();
      expect(await bucket.put(`${at}a`, BYTES)).toBe('put');
      expect(await bucket.get(`${at}a`)).toStrictEqual(BYTES);
      await bucket.put(`${at}b/long`, BYTES);
      expect(await bucket.get(`${at}b`)).toBeUndefined();
    });

    it('keeps what was written first', async () => {
      const at = folder();
      await bucket.put(`${at}a`, BYTES);
      expect(await bucket.put(`${at}a`, Uint8Array.of(1))).toBe('taken');
      expect(await bucket.get(`${at}a`)).toStrictEqual(BYTES);
    });

    it('takes one of many that write one name at once', async () => {
      const at = folder();
      const puts = Array.from({ length: 8 }, (_, n) => bucket.put(`${at}a`, Uint8Array.of(n)));
      const outcomes = await Promise.all(puts);
      expect(outcomes.toSorted()).toStrictEqual(['put', ...Array(7).fill('taken')]);
      expect(await bucket.get(`${at}a`)).toStrictEqual(Uint8Array.of(outcomes.indexOf('put')));
    });

    it('lists names and folders in their order, and of a folder alone', async () => {
      const at = folder();
      const names = ['date=2/2', 'date=10/9', 'date=2/10', 'date=1/x/y', 'z'].map((name) => `${at}${name}`);
      for (const name of names) await bucket.put(name, BYTES);
      expect(await bucket.names(at)).toStrictEqual(names.toSorted());
      expect(await bucket.names(`${at}date=2/`)).toStrictEqual([`${at}date=2/10`, `${at}date=2/2`]);
      expect(await bucket.folders(at)).toStrictEqual(
        ['date=1/', 'date=10/', 'date=2/'].map((name) => `${at}${name}`),
      );
      expect(await bucket.names(`${at}none/`)).toStrictEqual([]);
      expect(await bucket.folders(`${at}none/`)).toStrictEqual([]);
    });
  });
};
