import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { CHART_ID, idOf, opened, TENANT, VITALS } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';

const stream = streamOf();
/** The patient's name. */
export const MARKER = 'Zebedee Marker';
const named: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: MARKER } } };
export const vitals = (n: number): ChartEvent => ({
  type: 'chart.vitals_recorded',
  data: { vital_id: idOf(n), vitals: VITALS },
});

/** A chart of so many commits, how its table is asked, and stores that remember nothing of it. */
export const longChart = async (commits: number) => {
  const inner = memoryCommitTable();
  const ring = memoryKeyRing();
  const asked: number[] = [];
  const table: CommitTable = {
    ...inner,
    newest: async (...args) => {
      const page = await inner.newest(...args);
      asked.push(page.items.length);
      return page;
    },
  };
  const events = [opened, named, ...Array.from({ length: commits - 2 }, (_, n) => vitals(n % 50))];
  for (const [n, event] of events.entries()) {
    const store = eventStore(table, ring);
    const done = await store.append(await store.head(stream, chart), [event], because(n + 1));
    if (isRefusal(done)) throw new Error(done.message);
  }
  asked.length = 0;
  const state = events.reduce<ReturnType<typeof chart.evolve>>(chart.evolve, chart.initial);
  const texts = (await inner.page(`${TENANT}#chart#${CHART_ID}`, 0)).items.map((item) =>
    JSON.stringify(item),
  );
  return { table, ring, asked, state, texts, store: () => eventStore(table, ring) };
};
