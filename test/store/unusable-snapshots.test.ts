import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import { commitHash } from '../../store/commit-hash.ts';
import { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { MissingKey } from '../../store/keys/wrapping.ts';
import { CHART_ID, TENANT } from '../sample-chart.ts';
import { streamOf } from '../sample-commits.ts';
import { longChart } from './long-chart.ts';

const stream = streamOf();

describe('a snapshot that cannot be used is a fault that names its commit:', () => {
  /** The newest commit of a stream of forty, which carries a snapshot, and the commit with another one. */
  const fortieth = async () => {
    const { table, ring } = await longChart(40);
    const pk = `${TENANT}#chart#${CHART_ID}`;
    const items = (await table.page(pk, 0)).items.map((item) => CommitItem.parse(item));
    const text = (at: number) => items[at - 1]?.snapshot ?? '';
    const withSnapshot = (snapshot: string): CommitTable => {
      const changed = { ...CommitItem.parse(items[39]), snapshot };
      const item = { ...changed, hash: commitHash(changed) };
      return { ...table, newest: async () => ({ items: [item, ...items.slice(19, 39).toReversed()] }) };
    };
    return { ring, text, withSnapshot };
  };
  const faultAt40 = (name: string, reason: string) => ({
    name,
    version: 40,
    message: expect.stringContaining(`version 40 cannot be read: ${reason}`),
  });

  test('one that was made for another place', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const head = eventStore(withSnapshot(text(20)), ring).head(stream, chart);
    await expect(head).rejects.toMatchObject(faultAt40('CorruptCommit', 'its snapshot does not open'));
  });

  test('one that is not of its shape', async () => {
    const { ring, withSnapshot } = await fortieth();
    const bare = JSON.stringify({ fold: chart.fold_version, commands: [], clear: { status: 'x' }, phi: {} });
    for (const text of [bare, JSON.stringify({ fold: chart.fold_version })])
      await expect(eventStore(withSnapshot(text), ring).head(stream, chart)).rejects.toMatchObject(
        faultAt40('CorruptCommit', 'its snapshot is not of its shape'),
      );
  });

  test('one whose key is missing', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const keyless = { ...ring, toOpen: () => Promise.reject(new MissingKey(TENANT, `patient/${CHART_ID}`)) };
    await expect(eventStore(withSnapshot(text(40)), keyless).head(stream, chart)).rejects.toMatchObject(
      faultAt40('LockedCommit', 'its keys do not open it (MissingKey)'),
    );
  });

  test('and no other fault is called that', async () => {
    const { ring, text, withSnapshot } = await fortieth();
    const away = { ...ring, toOpen: () => Promise.reject(new Error('throttled')) };
    await expect(eventStore(withSnapshot(text(40)), away).head(stream, chart)).rejects.toThrow('throttled');
  });

  test.each(['no JSON', '[]', `{"fold":"${chart.fold_version}"}`])(
    'but %s is no snapshot, and is passed over',
    async (text) => {
      const { ring, withSnapshot } = await fortieth();
      const table = withSnapshot(text);
      const head = await eventStore(table, ring).head(stream, chart);
      expect(head.version).toBe(40);
    },
  );
});
