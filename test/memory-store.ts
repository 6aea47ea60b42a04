import * as chart from '../domain/chart.ts';
import type { Chart } from '../schemas/chart/state.ts';
import type { StreamName } from '../schemas/stream.ts';
import { type EventStore, eventStore } from '../store/event-store.ts';
import type { Head } from '../store/head.ts';
import { memoryKeyRing } from '../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../store/memory-commit-table.ts';

/** A store in memory, with keys in memory. */
export const memoryStore = (options: Parameters<typeof memoryCommitTable>[0] = {}): EventStore =>
  eventStore(memoryCommitTable(options), memoryKeyRing());

/** The head of a chart as it was just read. */
export const headOf = (
  store: EventStore,
  name: StreamName & { category: 'chart' },
): Promise<Head<'chart', Chart>> => store.head(name, chart);
