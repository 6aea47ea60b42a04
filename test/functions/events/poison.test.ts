import { describe, expect, test } from 'vitest';
import { BusMessage, type Consumer, consume } from '../../../functions/events/consume.ts';
import { consumeTogether } from '../../../functions/events/consume-together.ts';
import { feedBatch } from '../../../functions/events/feed-batch.ts';
import { publishRecords } from '../../../functions/events/publish-records.ts';
import { pushCommit } from '../../../functions/realtime/push-commit.ts';
import { pushPage } from '../../../functions/realtime/push-page.ts';
import { project } from '../../../projections/charts.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import { FeedPage } from '../../../schemas/feed.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { catchUp } from '../../../store/catch-up.ts';
import { eventStore } from '../../../store/event-store.ts';
import { feed } from '../../../store/feed/feed.ts';
import { history } from '../../../store/feed/history.ts';
import { memoryFeedTable } from '../../../store/feed/memory-feed-table.ts';
import { sequencer } from '../../../store/feed/sequencer.ts';
import { memoryChartRows } from '../../../store/memory-chart-rows.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { readItem } from '../../../store/sealed-commit.ts';
import { CHART_ID, INCIDENT_ID, idOf, minute, TENANT } from '../../sample-chart.ts';
import { unheard } from '../../store/feed/sample-feed.ts';
import { PK, soundStream } from '../../store/unsound-stream.ts';
import { fedAs } from '../fed-as.ts';
import { memorySockets } from '../realtime/memory-sockets.ts';
import { memoryBus, memoryDeadLetters } from './memory-ports.ts';
import { queueRecord } from './queue-record.ts';
import { itemRecord } from './stream-record.ts';

const TORN = 'it was changed since it was written: its hash is another';
const reasonAt = (version: number) =>
  `CorruptCommit: The commit at ${PK} version ${version} cannot be read: ${TORN}.`;

/** A chart whose second commit was changed in the table, what the bus told of it before, and a sound chart's row. */
const world = async () => {
  const { items, tableOf, ring } = await soundStream();
  const [first, second, third] = items;
  const torn = { ...second, role: 'admin' };
  const table = await tableOf([first, torn, third], false);
  const told = items.map((item) => busEntryOf(readItem(item)));
  const { deadLetters, letters } = memoryDeadLetters();
  const surroundings = { deadLetters, maxReceives: 5, failed: () => undefined };
  /** Delivers messages until none comes again, as the queue does; answers how often. */
  const deliver = async (
    bodies: readonly unknown[],
    receive: (records: ReturnType<typeof queueRecord>[]) => ReturnType<typeof consume>,
  ) => {
    let left = bodies.map((body, n) => ({ id: `m${n}`, text: JSON.stringify(body) }));
    let times = 0;
    while (left.length > 0) {
      times += 1;
      const { batchItemFailures } = await receive(left.map(({ id, text }) => queueRecord(id, text, times)));
      const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      left = left.filter(({ id }) => failed.includes(id));
    }
    return times;
  };
  return { torn, first, third, table, ring, told, letters, deadLetters, surroundings, deliver };
};
type World = Awaited<ReturnType<typeof world>>;

const reasons = ({ letters }: World) => letters.map(({ reason }) => reason);
const messageOf = (detail: BusEntry | undefined) => ({ detail });

describe('a commit that nobody can read ends among the dead letters, with its reason, and is tried no more:', () => {
  test("the projector's", async () => {
    const here = await world();
    const rows = memoryChartRows();
    const handled: Consumer = {
      ...here.surroundings,
      message: BusMessage,
      handle: async ({ tenant_id, id, version }) => {
        const store = eventStore(here.table, here.ring());
        await catchUp({ store, rows, project }, { tenant_id, category: 'chart', id }, version);
      },
    };
    const times = await here.deliver([messageOf(here.told[1])], (Records) => consume(handled, { Records }));
    expect([times, reasons(here)]).toStrictEqual([5, [reasonAt(2)]]);
    expect(await rows.get(TENANT, CHART_ID)).toBeUndefined();
  });

  test("the feed's, which feeds all others", async () => {
    const here = await world();
    const table = memoryFeedTable();
    const handle = feedBatch({
      sequencer: sequencer({ table, history: history(here.table), untold: unheard }),
      pushes: { send: async () => undefined },
      archive: { tell: async () => undefined },
    });
    const [, , third] = here.told;
    const other = { ...messageOf(here.told[0]).detail, id: idOf(77) } as BusEntry;
    const times = await here.deliver([messageOf(third), messageOf(other)], (Records) =>
      consumeTogether({ ...here.surroundings, message: BusMessage }, handle, { Records }),
    );
    expect([times, reasons(here)]).toStrictEqual([5, [reasonAt(2)]]);
    const fed = await feed(table).read(TENANT, -1, 100);
    expect(fed.map(({ id, version }) => [id, version])).toStrictEqual([[idOf(77), 1]]);
  });

  test("the pushes', with all that is on its page pushed", async () => {
    const here = await world();
    const open = connections(memoryConnectionTable());
    const listener = { tenant_id: TENANT, connection_id: 'hears' };
    await open.open(listener, { tenant_id: TENANT, user_id: idOf(9), role: 'ems' }, minute(0));
    await open.subscribe(listener, INCIDENT_ID, minute(0));
    const { sockets, told } = memorySockets();
    const push = pushPage(pushCommit({ commits: here.table, connections: open, sockets }));
    const events = [{ type: 'chart.status_changed', schema_version: 1 }];
    const entries = here.told.map((each, seq) => fedAs(seq, seq === 1 ? { ...each, events } : each));
    const handled: Consumer<FeedPage> = { ...here.surroundings, message: FeedPage, handle: push };
    const times = await here.deliver([{ entries }], (Records) => consume(handled, { Records }));
    expect([times, reasons(here)]).toStrictEqual([5, [reasonAt(2)]]);
    const heard = told()['hears']?.map((push) => 'seq' in push && push.seq);
    expect(heard).toStrictEqual(Array(5).fill([0, 2]).flat());
  });

  test("the publisher's, at once, and all others are told", async () => {
    const here = await world();
    const { bus, calls } = memoryBus();
    const records = [here.first, here.torn, here.third].map((item, n) => itemRecord(item, n));
    expect(await publishRecords({ bus, deadLetters: here.deadLetters }, records)).toBe(2);
    expect(reasons(here)).toStrictEqual([reasonAt(2)]);
    expect(calls.flat().map(({ version }) => version)).toStrictEqual([1, 3]);
  });
});
