import * as chart from '../../domain/chart.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { SealedEvent } from '../../schemas/commit.ts';
import { isRefusal } from '../../schemas/error.ts';
import { commitHash, GENESIS } from '../../store/commit-hash.ts';
import { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import type { KeyTable } from '../../store/keys/key-table.ts';
import { memoryKeyTable } from '../../store/keys/memory-key-table.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { CHART_ID, opened, TENANT, vitalsRecorded } from '../sample-chart.ts';
import { because, streamOf } from '../sample-commits.ts';
import { keyWorld } from './keys/key-world.ts';

export const STREAM = streamOf();
export const PK = `${TENANT}#chart#${CHART_ID}`;
const named: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: 'Marker' } } };

/** The items as who may write to the table would leave them, hashes and all, so that only what is in them can show it. */
const rechained = (items: readonly CommitItem[]): CommitItem[] => {
  let prev = GENESIS;
  return items.map(({ hash: _, ...item }) => {
    const linked = { ...item, prev };
    prev = commitHash(linked);
    return { ...linked, hash: prev };
  });
};

const put = async (table: CommitTable, items: readonly CommitItem[]): Promise<CommitTable> => {
  for (const item of items) await table.put(item);
  return table;
};

type Events = readonly [SealedEvent, ...SealedEvent[]];

/** An item with its one event changed. */
export const withEvent = (item: CommitItem, change: (event: SealedEvent) => object): CommitItem => {
  const [event]: Events = JSON.parse(item.events);
  return { ...item, events: JSON.stringify([change(event)]) };
};

/** An item whose one blob is another. */
export const withBlob = (item: CommitItem, change: (blob: string) => string): CommitItem =>
  withEvent(item, (event) => ({
    ...event,
    phi: Object.fromEntries(Object.entries(event.phi ?? {}).map(([name, blob]) => [name, change(blob)])),
  }));

/** A chart of three commits under real keys: opened, the patient named, vitals taken; and what may become of it. */
export const soundStream = async () => {
  const inner = memoryKeyTable();
  const faults: { get?: KeyTable['get'] } = {};
  const table: KeyTable = { ...inner, get: (...asked) => (faults.get ?? inner.get)(...asked) };
  const keys = keyWorld(table);
  const commits = memoryCommitTable();
  for (const [n, event] of [opened, named, vitalsRecorded].entries()) {
    const store = eventStore(commits, keys.ring());
    const done = await store.append(await store.head(STREAM, chart), [event], because(n + 1));
    if (isRefusal(done)) throw new Error(done.message);
  }
  const items = (await commits.page(PK, 0)).items.map((item) => CommitItem.parse(item)) as [
    CommitItem,
    CommitItem,
    CommitItem,
  ];
  return {
    ...keys,
    items,
    commits,
    inner,
    /** From now on the table of keys answers so. */
    answering: (get: KeyTable['get']) => void Object.assign(faults, { get }),
    /** The stream with other items, as a table. */
    tableOf: (changed: readonly CommitItem[], chained = true) =>
      put(memoryCommitTable(), chained ? rechained(changed) : changed),
  };
};
