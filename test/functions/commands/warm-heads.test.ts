import { describe, expect, test } from 'vitest';
import * as decider from '../../../domain/chart.ts';
import { runCommand } from '../../../functions/commands/run-command.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { type EventStore, eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { COMMANDS_KEPT } from '../../../store/snapshot.ts';
import { idOf, minute, moveTo, open, record, recordVitals } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';

const stream = streamOf();

/** Functions that share a table, each with what it remembers; the clock is theirs in common, in milliseconds. */
const world = () => {
  const inner = memoryCommitTable();
  const counted = { reads: 0, puts: 0 };
  const table: CommitTable = {
    ...inner,
    newest: (...asked) => {
      counted.reads += 1;
      return inner.newest(...asked);
    },
    page: (...asked) => {
      counted.reads += 1;
      return inner.page(...asked);
    },
    put: (item) => {
      counted.puts += 1;
      return inner.put(item);
    },
  };
  const ring = memoryKeyRing();
  const clock = { ms: 0 };
  const starts = () => {
    const store = eventStore(table, ring, () => clock.ms);
    return (n: number, command: ChartCommand, seen?: number) =>
      runCommand(store, {
        decider,
        stream,
        command,
        because: because(n),
        ...(seen === undefined ? {} : { seen }),
      });
  };
  /** What this does costs so much. */
  const cost = async <T>(work: () => Promise<T>) => {
    Object.assign(counted, { reads: 0, puts: 0 });
    const done = await work();
    return { done, ...counted };
  };
  return { starts, cost, clock, ring, store: () => eventStore(table, ring) };
};
const vitals = (n: number): ChartCommand => ({ ...recordVitals, vital_id: idOf(n) });

describe('a function that remembers a head', () => {
  test('decides on it without reading, for a minute', async () => {
    const { starts, cost, clock } = world();
    const a = starts();
    await a(1, open);
    clock.ms = 59_999;
    expect(await cost(() => a(2, vitals(2), 1))).toStrictEqual({ done: { version: 2 }, reads: 0, puts: 1 });
    clock.ms = 59_999 + 60_000;
    expect(await cost(() => a(3, vitals(3), 2))).toStrictEqual({ done: { version: 3 }, reads: 1, puts: 1 });
  });

  test('that another has grown is refused by the table, reads, and decides again', async () => {
    const { starts, cost } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await b(2, vitals(2));
    expect(await cost(() => a(3, vitals(3)))).toStrictEqual({ done: { version: 3 }, reads: 1, puts: 2 });
    expect(await cost(() => b(4, vitals(4)))).toStrictEqual({ done: { version: 4 }, reads: 1, puts: 2 });
  });

  test('believes no refusal of it: what another made possible is done', async () => {
    const { starts, cost } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await b(2, moveTo('in_progress'));
    await b(3, moveTo('ready_for_review'));
    expect(await cost(() => a(4, moveTo('completed')))).toStrictEqual({
      done: { version: 4 },
      reads: 1,
      puts: 1,
    });
  });

  test('believes no "there is nothing" of it', async () => {
    const { starts } = world();
    const [a, b] = [starts(), starts()];
    expect(await a(9, vitals(9))).toMatchObject({ code: 'NOT_FOUND' });
    await b(1, open);
    expect(await a(2, vitals(2))).toStrictEqual({ version: 2 });
  });

  test('believes no "it is so already" of it: what another changed is changed back', async () => {
    const { starts, store } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await a(2, record({ narrative: { text: 'First.' } }));
    await b(3, record({ narrative: { text: 'Second.' } }));
    expect(await a(4, record({ narrative: { text: 'First.' } }))).toStrictEqual({ version: 4 });
    expect((await store().head(stream, decider)).state).toMatchObject({
      sections: { narrative: { text: 'First.' } },
    });
  });

  test('tells who sent an old version the one that is there, not the one that it remembers', async () => {
    const { starts } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await b(2, vitals(2));
    await b(3, vitals(3));
    expect(await a(4, vitals(4), 1)).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { server_version: 3, updated_at: minute(3) },
    });
    expect(await a(5, vitals(5), 3)).toStrictEqual({ version: 4 });
  });

  test('recognises what another did already', async () => {
    const { starts, store } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await b(2, vitals(2), 1);
    expect(await a(2, vitals(2), 1)).toStrictEqual({ version: 2 });
    expect((await store().load(stream)).version).toBe(2);
  });
});

describe('a command that another did before its patient was destroyed', () => {
  const PATIENT = { kind: 'patient', id: stream.id } as const;

  test('gives its first outcome to who remembers the time before it', async () => {
    const { starts, ring } = world();
    const [a, b] = [starts(), starts()];
    await a(1, open);
    await b(2, vitals(2), 1);
    ring.destroy(stream.tenant_id, PATIENT);
    expect(await a(2, vitals(2), 1)).toStrictEqual({ version: 2 });
    expect(await a(3, vitals(3))).toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  test('and while it was being decided on, gives its first outcome', async () => {
    const { starts, ring, store } = world();
    await starts()(1, open);
    const real = store();
    const raced: EventStore = {
      ...real,
      async append(head, events, why) {
        if (!head.warm) await starts()(2, vitals(2), 1);
        ring.destroy(stream.tenant_id, PATIENT);
        return real.append(head, events, why);
      },
    };
    const again = { decider, stream, command: vitals(2), because: because(2), seen: 1 };
    expect(await runCommand(raced, again)).toStrictEqual({ version: 2 });
  });
});

describe('a command that comes again', () => {
  /** A chart of 60 commits, with two snapshots on the way, each of one command. */
  const long = async () => {
    const here = world();
    const run = here.starts();
    await run(1, open);
    for (let n = 2; n <= 60; n += 1) await run(n, vitals(n), n - 1);
    return here;
  };

  test.each([60, 41, 40, 39, 60 - COMMANDS_KEPT + 1])(
    'and was the %i-th of sixty gives its first outcome, on either side of a snapshot',
    async (n) => {
      const { starts, store } = await long();
      expect(await starts()(n, vitals(n), n - 1)).toStrictEqual({ version: n });
      expect((await store().load(stream)).version).toBe(60);
    },
  );

  test.each([60 - COMMANDS_KEPT, 20, 2])(
    'and was the %i-th of sixty is not remembered, and yet is not done twice',
    async (n) => {
      const { starts, store } = await long();
      expect(await starts()(n, vitals(n), n - 1)).toMatchObject({
        code: 'VERSION_CONFLICT',
        details: { server_version: 60 },
      });
      expect(await starts()(n, vitals(n), 60)).toStrictEqual({ version: 60 });
      expect((await store().load(stream)).version).toBe(60);
    },
  );

  test('is remembered as well by who reads all of the stream as by who reads a snapshot', async () => {
    const { store } = await long();
    const whole = await store().head(stream, { ...decider, fold_version: 99 });
    const short = await store().head(stream, decider);
    expect(whole.commands).toStrictEqual(short.commands);
    expect(whole.state).toStrictEqual(short.state);
  });
});
