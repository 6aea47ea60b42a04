import { isDeepStrictEqual } from 'node:util';
import { project } from '../../../projections/charts.ts';
import type { ChartEvent } from '../../../schemas/chart/events.ts';
import type { ChartView } from '../../../schemas/chart/view.ts';
import { projected } from '../../../store/catch-up.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { memoryKeyScan } from '../../../store/memory-key-scan.ts';
import { catchUpCopies } from '../../../store/views/catch-up-copies.ts';
import { SETTLE_MS } from '../../../store/views/generations.ts';
import { knownGenerations } from '../../../store/views/known-generations.ts';
import { liveRows } from '../../../store/views/live-rows.ts';
import { memoryChartCopies } from '../../../store/views/memory-chart-copies.ts';
import { memoryGenerationTable } from '../../../store/views/memory-generation-table.ts';
import type { FoundStream } from '../../../store/views/stream-scan.ts';
import type { ViewParts } from '../../../store/views/view-parts.ts';
import { headOf } from '../../memory-store.ts';
import { idOf, moved, OTHER_TENANT, opened, TENANT, vitalsRecorded } from '../../sample-chart.ts';
import { because, streamOf } from '../../sample-commits.ts';

type Stream = FoundStream['name'];

/** The `n`-th chart; every third is another agency's. */
export const chart = (n: number): Stream => streamOf(n % 3 === 0 ? OTHER_TENANT : TENANT, idOf(100 + n));

/** A system in memory with a clock of its own, whose bus delivers when `deliver` is called. */
export const viewWorld = () => {
  let clock = Date.parse('2026-01-01T00:00:00.000Z');
  const { table, keys } = memoryKeyScan(memoryCommitTable({ pageSize: 2 }));
  const store = eventStore(table, memoryKeyRing());
  const parts: ViewParts = {
    table: memoryGenerationTable(),
    copies: memoryChartCopies(),
    keys,
    store,
    project,
    now: () => new Date(clock),
  };
  const known = knownGenerations(parts.table, () => clock);
  const bus: { stream: Stream; version: number }[] = [];
  const streams = new Map<string, Stream>();
  const append = async (stream: Stream, events: readonly ChartEvent[]) => {
    const head = await headOf(store, stream);
    const time = new Date(clock).toISOString();
    await store.append(head, events, { ...because(head.version + 1), time });
    streams.set(stream.id, stream);
    bus.push({ stream, version: head.version + events.length });
  };
  const projector = { store, copies: parts.copies, project, known };
  const rowOf = async (stream: Stream): Promise<ChartView | undefined> =>
    projected(project, undefined, (await store.load(stream)).commits);
  return {
    parts,
    append,
    known,
    live: liveRows(parts.copies, known),
    pass: (ms: number) => {
      clock += ms;
    },
    settle: () => {
      clock += SETTLE_MS;
    },
    /** A command on a chart: it is opened, then goes on. */
    async command(n: number) {
      const { version } = await store.load(chart(n));
      if (version === 0) return append(chart(n), [opened]);
      return append(chart(n), version === 1 ? [moved('draft', 'in_progress')] : [vitalsRecorded]);
    },
    /** Delivers what is on the bus, oldest first. */
    async deliver() {
      for (const { stream, version } of bus.splice(0)) await catchUpCopies(projector, stream, version);
    },
    /** Takes what is on the bus off it, to be delivered later by `late`. */
    take: () => bus.splice(0),
    late: (told: readonly { stream: Stream; version: number }[]) => bus.push(...told),
    /** Rows of a generation that are not what a fold of the events makes, by the chart's id. */
    async wrongIn(generation: number): Promise<string[]> {
      const wrong: string[] = [];
      for (const stream of streams.values()) {
        const row = await parts.copies.of(generation).get(stream.tenant_id, stream.id);
        if (!isDeepStrictEqual(row, await rowOf(stream))) wrong.push(stream.id);
      }
      return wrong;
    },
  };
};
export type ViewWorld = ReturnType<typeof viewWorld>;
