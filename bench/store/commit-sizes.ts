import type { Table } from '../report/result.ts';
import type { Contender } from './contender.ts';
import { writeGoal } from './goals.ts';
import { startedKb } from './item-bytes.ts';
import { usedBy } from './meter.ts';
import { opening, type SampleEvent, type Size, vitals } from './samples.ts';
import type { Pair } from './side-by-side.ts';

const COUNTS = [1, 2, 3, 5, 10, 20, 50];

const jsonBytes = (events: readonly SampleEvent[]): number =>
  events.reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event)), 0);

const used = async (store: Contender, events: readonly SampleEvent[]) => {
  const stream = store.fresh();
  await stream.grow([[opening()]]);
  const append = await stream.ready();
  store.exchanges();
  if (!(await append(events))) throw new Error('An append of the measurement was refused.');
  return usedBy(store.exchanges());
};

const row = async (size: Size, count: number, { ours, peer }: Pair<Contender>) => {
  const events = vitals(size, count);
  const [own, theirs] = [await used(ours, events), await used(peer, events)];
  return {
    'events a commit': count,
    'JSON of the events': jsonBytes(events),
    bytes: own.bytes,
    'started KB': startedKb(own.bytes),
    'write units': own.write_units,
    requests: own.requests,
    "peer's write units": theirs.write_units,
    goal: writeGoal(own.write_units, startedKb(own.bytes)),
  };
};

/** What commits of different sizes cost to write. */
export const commitSizes = async (size: Size, pair: Pair<Contender>): Promise<Table> => {
  const rows: Table['rows'] = [];
  for (const count of COUNTS) rows.push(await row(size, count, pair));
  return { title: `Write units of a commit, ${size} events`, rows };
};
