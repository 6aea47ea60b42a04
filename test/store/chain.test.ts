import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import { commitHash } from '../../store/commit-hash.ts';
import { CommitItem } from '../../store/commit-item.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { CHART_ID, moved, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

const stream = streamOf();
const pk = `${TENANT}#chart#${CHART_ID}`;
const ring = memoryKeyRing();

const items = async (): Promise<CommitItem[]> => {
  const table = memoryCommitTable();
  const store = eventStore(table, ring);
  for (const [n, event] of [opened, moved('draft', 'in_progress'), vitalsRecorded].entries())
    await store.append(await store.head(stream, chart), [event], because(n + 1));
  return (await table.page(pk, 0)).items.map((item) => CommitItem.parse(item));
};

/** What is said of a stream of these items, read from its start and read from its end. */
const saidOf = async (changed: readonly CommitItem[]) => {
  const table = memoryCommitTable();
  for (const item of changed) await table.put(item);
  const store = eventStore(table, ring);
  const reads = await Promise.allSettled([store.load(stream), store.head(stream, chart)]);
  return reads.map((read) =>
    read.status === 'rejected' && read.reason instanceof CorruptCommit ? read.reason.message : read.status,
  );
};
const sameTwice = (message: string) => [message, message];
const at = (version: number, reason: string) =>
  sameTwice(`The commit at ${pk} version ${version} cannot be read: ${reason}.`);
const CHANGED = 'it was changed since it was written: its hash is another';
const BROKEN = 'the chain is broken: it names another hash than the commit before it has';
const rehashed = (item: CommitItem): CommitItem => ({ ...item, hash: commitHash(item) });

describe('a chain of commits', () => {
  test('is read when nobody touched it', async () => {
    expect(await saidOf(await items())).toStrictEqual(['fulfilled', 'fulfilled']);
  });

  test('shows that an attribute was changed, whichever', async () => {
    const [first, second, third] = (await items()) as [CommitItem, CommitItem, CommitItem];
    const changes: Partial<CommitItem>[] = [
      { time: because(9).time },
      { actor: 'somebody-else' },
      { role: 'admin' },
      { command_id: because(9).command_id },
      { correlation_id: 'other' },
      { causation_id: 'other' },
      { source_ip: '192.0.2.8' },
      { events: second.events.replace('in_progress', 'completed') },
      { snapshot: '{}' },
      { prev: third.prev },
      { hash: third.hash },
    ];
    for (const change of changes)
      expect(await saidOf([first, { ...second, ...change }, third])).toStrictEqual(at(2, CHANGED));
  });

  test('shows that a commit was changed and hashed anew', async () => {
    const [first, second, third] = (await items()) as [CommitItem, CommitItem, CommitItem];
    const forged = rehashed({ ...second, role: 'admin' });
    expect(await saidOf([first, forged, third])).toStrictEqual(at(3, BROKEN));
  });

  test('shows that a commit was removed, also the first', async () => {
    const [first, second, third] = (await items()) as [CommitItem, CommitItem, CommitItem];
    expect(await saidOf([first, third])).toStrictEqual(at(3, 'what comes before it ends at version 1'));
    expect(await saidOf([second, third])).toStrictEqual(at(2, 'what comes before it ends at version 0'));
  });

  test('shows that commits were exchanged', async () => {
    const [first, second, third] = (await items()) as [CommitItem, CommitItem, CommitItem];
    const swapped = [first, { ...third, sk: 2, last: 2 }, { ...second, sk: 3, last: 3 }];
    const backwards = at(3, CHANGED);
    expect(await saidOf(swapped)).toStrictEqual([at(2, CHANGED)[0], backwards[1]]);
    expect(await saidOf(swapped.map(rehashed))).toStrictEqual(at(2, BROKEN));
  });

  test('of another stream is no chain here', async () => {
    const moved = (await items()).map((item) => rehashed({ ...item, events: item.events }));
    const table = memoryCommitTable();
    const other = streamOf(TENANT, because(1).command_id);
    for (const item of moved) await table.put(rehashed({ ...item, pk: `${TENANT}#chart#${other.id}` }));
    await expect(eventStore(table, ring).load(other)).rejects.toBeInstanceOf(CorruptCommit);
  });
});
