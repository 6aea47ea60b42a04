import { describe, expect, test } from 'vitest';
import { republish } from '../../../../bin/ems/queue/resend.ts';
import type { Bus, PutResult } from '../../../../functions/events/bus.ts';
import type { BusEntry, Commit } from '../../../../schemas/commit.ts';
import { GENESIS } from '../../../../store/commit-hash.ts';
import { memoryCommitTable } from '../../../../store/memory-commit-table.ts';
import { itemFor } from '../../../sample-commits.ts';
import { letter } from './memory-queue.ts';

const ID = '6f1f2a0e-6a51-4b9b-9d6b-0f6a0f0c9a11';
const PK = `candlewood-ems#chart#${ID}`;

const commit = (firstVersion: number, narratives: readonly string[]): Commit => ({
  tenant_id: 'candlewood-ems',
  category: 'chart',
  id: ID,
  first_version: firstVersion,
  version: firstVersion + narratives.length - 1,
  time: '2026-03-01T11:00:00.000Z',
  actor: { user_id: 'u1', role: 'ems' },
  command_id: '0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0',
  correlation_id: 'c1',
  causation_id: 'r1',
  hash: GENESIS,
  events: narratives.map((text) => ({
    type: 'chart.narrative_recorded',
    schema_version: 1,
    data: { changes: { text } },
  })),
});

const busThat = (answer: (entry: BusEntry) => PutResult) => {
  const taken: BusEntry[] = [];
  const bus: Bus = {
    async put(entries) {
      taken.push(...entries);
      return entries.map(answer);
    },
  };
  return { bus, taken };
};

const tableWith = async (...commits: readonly Commit[]) => {
  const table = memoryCommitTable();
  for (const each of commits) await table.put(itemFor(each));
  return table;
};

const keyed = (sk: number) => letter('a', { body: JSON.stringify({ pk: PK, sk, sequence_number: '1' }) });

describe('the publisher', () => {
  test('publishes the commit that the letter names, and no other, with nothing of the patient', async () => {
    const { bus, taken } = busThat(() => ({}));
    const table = await tableWith(commit(1, ['Howell', 'Howell, Maria']), commit(3, ['more']));
    expect(await republish(table, bus)(keyed(1))).toBe('sent');
    expect(taken).toStrictEqual([
      {
        tenant_id: 'candlewood-ems',
        category: 'chart',
        id: ID,
        first_version: 1,
        version: 2,
        time: '2026-03-01T11:00:00.000Z',
        actor: { user_id: 'u1', role: 'ems' },
        command_id: '0b6ab0f4-8f5c-4a35-8a04-9a52b1d2a9d0',
        correlation_id: 'c1',
        causation_id: 'r1',
        hash: itemFor(commit(1, ['Howell', 'Howell, Maria'])).hash,
        events: [
          { type: 'chart.narrative_recorded', schema_version: 1 },
          { type: 'chart.narrative_recorded', schema_version: 1 },
        ],
      },
    ]);
  });

  test('a key inside of a commit, or of none, names nothing that can be published', async () => {
    const { bus, taken } = busThat(() => ({}));
    const resend = republish(await tableWith(commit(1, ['a', 'b'])), bus);
    expect(await resend(keyed(2))).toStrictEqual({ refused: `there is no commit ${PK} 2` });
    expect(await resend(letter('b', { body: 'not JSON' }))).toStrictEqual({ refused: 'it names no commit' });
    expect(await resend(letter('c', { body: '{"pk":1}' }))).toStrictEqual({ refused: 'it names no commit' });
    expect(taken).toStrictEqual([]);
  });

  test('a commit that cannot be read says where, and not what is in it', async () => {
    const { bus } = busThat(() => ({}));
    const table = memoryCommitTable();
    const broken = {
      ...itemFor(commit(1, ['x'])),
      events: '[{"type":"chart.narrative_recorded","text":"Howell"}]',
    };
    await table.put(broken);
    const result = await republish(table, bus)(keyed(1));
    expect(result).toStrictEqual({ refused: expect.stringContaining(`${PK} version 1`) });
    expect(JSON.stringify(result)).not.toContain('Howell');
  });

  test('a bus that refuses the entry for good leaves the letter with its reason; a passing fault throws', async () => {
    const table = await tableWith(commit(1, ['x']));
    const never = busThat(() => ({ code: 'MalformedDetail' }));
    expect(await republish(table, never.bus)(keyed(1))).toStrictEqual({
      refused: 'the bus refused it: MalformedDetail',
    });
    const busy = busThat(() => ({ code: 'ThrottlingException' }));
    await expect(republish(table, busy.bus)(keyed(1))).rejects.toThrow('ThrottlingException');
  });
});
