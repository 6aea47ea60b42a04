import { describe, expect, test } from 'vitest';
import * as decider from '../../../domain/chart.ts';
import { runCommand } from '../../../functions/commands/run-command.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { EventStore } from '../../../store/event-store.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { memoryStore } from '../../memory-store.ts';
import { idOf, minute, moveTo, open, recordVitals } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { runCommandContract } from './run-command.contract.ts';

runCommandContract('memory', () => memoryCommitTable({ pageSize: 2 }));

const stream = streamOf();
const run = (store: EventStore, n: number, command: ChartCommand, seen?: number) =>
  runCommand(store, {
    decider,
    stream,
    command,
    because: because(n),
    ...(seen === undefined ? {} : { seen }),
  });

/** A store where somebody else is faster, a number of times: before each append they have appended. */
const contested = (store: EventStore, times: number): EventStore => {
  let left = times;
  return {
    ...store,
    async append(head, events, why) {
      left -= 1;
      if (left >= 0) await run(store, 100 + left, { ...recordVitals, vital_id: idOf(100 + left) });
      return store.append(head, events, why);
    },
  };
};
const opened = async () => {
  const store = memoryStore();
  await run(store, 1, open);
  return store;
};

describe('a command without a version, when others are faster', () => {
  test.each([1, 2, 3, 4])('%i times: it is decided on again, and done', async (times) => {
    const store = await opened();
    expect(await run(contested(store, times), 2, recordVitals)).toStrictEqual({ version: 2 + times });
  });

  test('five times: it is refused, and the conflict tells the version and its time', async () => {
    const store = await opened();
    expect(await run(contested(store, 5), 2, recordVitals)).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { server_version: 6, updated_at: minute(100) },
    });
  });

  test('it is decided on what the others made of the stream', async () => {
    const store = await opened();
    let first = true;
    const locking: EventStore = {
      ...store,
      async append(head, events, why) {
        if (first) {
          first = false;
          await run(store, 3, moveTo('in_progress'));
          await run(store, 4, moveTo('ready_for_review'));
        }
        return store.append(head, events, why);
      },
    };
    expect(await run(locking, 2, recordVitals)).toMatchObject({ code: 'INVALID_TRANSITION' });
    expect((await store.load(stream)).version).toBe(3);
  });
});

describe('what is answered first', () => {
  test('that nothing is there, before that it has another version', async () => {
    const store = memoryStore();
    expect(await run(store, 1, recordVitals, 7)).toMatchObject({ code: 'NOT_FOUND' });
  });
  test('that it has another version, before that its state does not allow it', async () => {
    const store = await opened();
    await run(store, 2, moveTo('in_progress'));
    await run(store, 3, moveTo('ready_for_review'));
    expect(await run(store, 4, recordVitals, 2)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await run(store, 4, recordVitals, 3)).toMatchObject({ code: 'INVALID_TRANSITION' });
  });
  test('a command that changes nothing is at the version that was seen', async () => {
    const store = await opened();
    await run(store, 2, recordVitals);
    expect(await run(store, 3, recordVitals, 2)).toStrictEqual({ version: 2 });
    expect((await store.load(stream)).version).toBe(2);
  });
});
