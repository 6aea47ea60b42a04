import { describe, expect, test } from 'vitest';
import * as decider from '../../../domain/chart.ts';
import { type CommandRun, runCommand } from '../../../functions/commands/run-command.ts';
import type { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { Chart } from '../../../schemas/chart/state.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { idOf, minute, moveTo, open, record, recordVitals, VITALS } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';
import { freshTenant } from '../../store/fresh-tenant.ts';

type Run = CommandRun<'chart', Chart, ChartCommand>;

/** How a command runs on the event store over whatever table, alone and among others. */
export const runCommandContract = (name: string, make: () => CommitTable): void => {
  describe(`${name}, under commands`, () => {
    const fresh = () => {
      const store = eventStore(make(), memoryKeyRing());
      const stream = streamOf(freshTenant());
      /** Runs the `n`-th command. */
      const run = (n: number, command: ChartCommand, more: Partial<Run> = {}) =>
        runCommand<'chart', Chart, ChartCommand>(store, {
          decider,
          stream,
          command,
          because: because(n),
          ...more,
        });
      return { store, stream, run };
    };
    const vitals = (n: number): ChartCommand => ({ ...recordVitals, vital_id: idOf(n) });

    test('a command answers the version that has its effect', async () => {
      const { run } = fresh();
      expect(await run(1, open)).toStrictEqual({ version: 1 });
      const changes = { narrative: { text: 'Short.' }, patient: { sex: '9906001' } };
      expect(await run(2, record(changes), { seen: 1 })).toStrictEqual({ version: 3 });
    });

    test('five that change one stream at once are all appended, each once', async () => {
      const { store, stream, run } = fresh();
      await run(1, open);
      const answers = await Promise.all([11, 12, 13, 14, 15].map((n) => run(n, vitals(n))));
      expect(answers.map((each) => ('version' in each ? each.version : each)).toSorted()).toStrictEqual([
        2, 3, 4, 5, 6,
      ]);
      const { state: chart } = await store.head(stream, decider);
      const all = [11, 12, 13, 14, 15].map((n) => [idOf(n), VITALS]);
      expect(chart).toMatchObject({ vitals: Object.fromEntries(all) });
    });

    test('five that saw the same version: one changes the stream, the others are told', async () => {
      const { store, stream, run } = fresh();
      await run(1, open);
      const answers = await Promise.all([11, 12, 13, 14, 15].map((n) => run(n, vitals(n), { seen: 1 })));
      expect(answers.filter((each) => 'version' in each)).toStrictEqual([{ version: 2 }]);
      const told = answers.filter((each) => 'code' in each);
      const { commits } = await store.load(stream);
      const details = { server_version: 2, updated_at: commits.at(-1)?.time };
      const message = 'It is not at version 1 any more; read it again and redo the change.';
      expect(told).toStrictEqual(Array(4).fill({ code: 'VERSION_CONFLICT', message, details }));
      expect(commits).toHaveLength(2);
    });

    test('the same command, five times at once, is done once and answers the same', async () => {
      const { store, stream, run } = fresh();
      await run(1, open);
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => run(2, vitals(2), { seen: 1 })));
      expect(answers).toStrictEqual(Array(5).fill({ version: 2 }));
      expect((await store.load(stream)).commits).toHaveLength(2);
    });

    test('a command that was done before answers its first outcome, whatever came after', async () => {
      const { store, stream, run } = fresh();
      await run(1, open);
      await run(2, vitals(2), { seen: 1 });
      await run(3, moveTo('in_progress'), { seen: 2 });
      await run(4, moveTo('ready_for_review'), { seen: 3 });
      expect(await run(2, vitals(2), { seen: 1 })).toStrictEqual({ version: 2 });
      expect((await store.load(stream)).version).toBe(4);
    });

    test('a version inside of a commit was never seen by anybody', async () => {
      const { store, stream, run } = fresh();
      await run(1, open);
      await run(2, record({ narrative: { text: 'Short.' }, patient: { sex: '9906001' } }), { seen: 1 });
      expect(await run(3, vitals(3), { seen: 2 })).toStrictEqual({
        code: 'VERSION_CONFLICT',
        message: 'It is not at version 2 any more; read it again and redo the change.',
        details: { server_version: 3, updated_at: minute(2) },
      });
      expect((await store.load(stream)).commits).toHaveLength(2);
    });
  });
};
