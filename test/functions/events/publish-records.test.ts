import { describe, expect, test } from 'vitest';
import type { Bus } from '../../../functions/events/bus.ts';
import { publishRecords } from '../../../functions/events/publish-records.ts';
import {
  CHART_ID,
  chartIn,
  idOf,
  MEDIC,
  minute,
  opened,
  TENANT,
  vitalsRecorded,
} from '../../sample-chart.ts';
import { commitOf, itemFor, streamOf } from '../../sample-commits.ts';
import { memoryBus, memoryDeadLetters } from './memory-ports.ts';
import { commitRecord, itemRecord } from './stream-record.ts';

const KEY = `${TENANT}#chart#${CHART_ID}`;
const good = [1, 2, 3].map((n) => commitRecord(commitOf([opened], { stream: streamOf(TENANT, idOf(n)) }), n));
const poison = itemRecord({ ...itemFor(commitOf([vitalsRecorded])), events: '[{"type":"x' }, 9);
const poisonLetter = {
  body: JSON.stringify({ pk: KEY, sk: 1, sequence_number: '9' }),
  reason: `CorruptCommit: The commit at ${KEY} version 1 cannot be read: not a commit (events: invalid_type).`,
  source: 'publisher',
};
const idsOf = (calls: readonly (readonly { id: string }[])[]) =>
  calls.map((entries) => entries.map(({ id }) => id));

test('the bus is told of a commit what it may know, and nothing else', async () => {
  const { bus, calls } = memoryBus();
  const { deadLetters, letters } = memoryDeadLetters();
  const commit = commitOf([...chartIn('in_progress'), vitalsRecorded]);
  await publishRecords({ bus, deadLetters }, [commitRecord(commit)]);
  expect(calls).toStrictEqual([
    [
      {
        tenant_id: TENANT,
        category: 'chart',
        id: CHART_ID,
        first_version: 1,
        version: 3,
        time: minute(1),
        actor: MEDIC,
        command_id: idOf(5001),
        correlation_id: 'trace-1',
        causation_id: 'request-1',
        hash: itemFor(commit).hash,
        events: [
          { type: 'chart.opened', schema_version: 2 },
          { type: 'chart.status_changed', schema_version: 1 },
          { type: 'chart.vitals_recorded', schema_version: 1 },
        ],
      },
    ],
  ]);
  expect(letters).toStrictEqual([]);
});

test('nothing to tell, nobody called', async () => {
  const { bus, calls } = memoryBus();
  await publishRecords({ bus, ...memoryDeadLetters() }, []);
  expect(calls).toStrictEqual([]);
});

describe('a record that can never be told', () => {
  test('is given up with its key and reason, and those around it are told', async () => {
    const { bus, calls } = memoryBus();
    const { deadLetters, letters } = memoryDeadLetters();
    await publishRecords({ bus, deadLetters }, [...good.slice(0, 2), poison, ...good.slice(2)]);
    expect(idsOf(calls)).toStrictEqual([[idOf(1), idOf(2), idOf(3)]]);
    expect(letters).toStrictEqual([poisonLetter]);
  });

  test.each(['MODIFY', 'REMOVE'] as const)('because a commit never changes: %s', async (eventName) => {
    const { bus, calls } = memoryBus();
    const { deadLetters, letters } = memoryDeadLetters();
    await publishRecords({ bus, deadLetters }, [{ ...commitRecord(commitOf([opened])), eventName }]);
    expect(calls).toStrictEqual([]);
    expect(letters).toStrictEqual([
      {
        body: JSON.stringify({ pk: KEY, sk: 1, sequence_number: '1' }),
        reason: `a commit was changed: ${eventName}`,
        source: 'publisher',
      },
    ]);
  });

  test('because there is nothing in it', async () => {
    const { deadLetters, letters } = memoryDeadLetters();
    await publishRecords({ ...memoryBus(), deadLetters }, [{ eventName: 'INSERT' }]);
    expect(letters.map(({ body, reason }) => [body, reason.slice(0, 47)])).toStrictEqual([
      ['{}', 'CorruptCommit: The commit at ? version 0 cannot'],
    ]);
  });

  test('because the bus refuses it for good', async () => {
    const { bus, calls } = memoryBus(({ id }) => (id === idOf(2) ? { code: 'MalformedDetail' } : {}));
    const { deadLetters, letters } = memoryDeadLetters();
    await publishRecords({ bus, deadLetters }, good);
    expect(calls).toHaveLength(1);
    const body = JSON.stringify({ pk: `${TENANT}#chart#${idOf(2)}`, sk: 1, sequence_number: '2' });
    expect(letters).toStrictEqual([
      { body, reason: 'the bus refused it: MalformedDetail', source: 'publisher' },
    ]);
  });
});

describe('a fault that may pass', () => {
  test.each(['ThrottlingException', 'InternalFailure', 'a code nobody knows'])(
    '%s of one entry throws, and the whole batch is told when it comes again',
    async (code) => {
      const { bus, calls } = memoryBus(({ id }, call) => (call === 1 && id === idOf(2) ? { code } : {}));
      const { deadLetters, letters } = memoryDeadLetters();
      const batch = [...good, poison];
      await expect(publishRecords({ bus, deadLetters }, batch)).rejects.toMatchObject({
        name: 'BusFault',
        message: `The bus did not take 1 entries (${code}); send them again.`,
      });
      expect(letters).toStrictEqual([]);
      await publishRecords({ bus, deadLetters }, batch);
      expect(idsOf(calls)).toStrictEqual([
        [idOf(1), idOf(2), idOf(3)],
        [idOf(1), idOf(2), idOf(3)],
      ]);
      expect(letters).toStrictEqual([poisonLetter]);
    },
  );

  test('beside an entry that is refused for good still throws, so that nothing is lost', async () => {
    const { bus } = memoryBus(({ id }) => ({ code: id === idOf(1) ? 'MalformedDetail' : 'InternalFailure' }));
    const { deadLetters, letters } = memoryDeadLetters();
    await expect(publishRecords({ bus, deadLetters }, good)).rejects.toThrow('did not take 2 entries');
    expect(letters).toStrictEqual([]);
  });

  test('of the bus itself throws', async () => {
    const bus: Bus = { put: () => Promise.reject(new Error('connection reset')) };
    await expect(publishRecords({ bus, ...memoryDeadLetters() }, good)).rejects.toThrow('connection reset');
  });

  test('of the dead letters throws, and the whole batch is told when it comes again', async () => {
    const { bus, calls } = memoryBus();
    const deadLetters = { send: () => Promise.reject(new Error('queue away')) };
    await expect(publishRecords({ bus, deadLetters }, [poison, ...good])).rejects.toThrow('queue away');
    await publishRecords({ bus, ...memoryDeadLetters() }, [poison, ...good]);
    expect(calls[1]).toStrictEqual(calls[0]);
  });
});
