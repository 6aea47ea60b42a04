import { describe, expect, it } from 'vitest';
import { PushesFailed } from '../../../functions/realtime/deliver.ts';
import { pushCommit } from '../../../functions/realtime/push-commit.ts';
import type { ChartEvent } from '../../../schemas/chart/events.ts';
import { isRefusal } from '../../../schemas/error.ts';
import type { FeedEntry } from '../../../schemas/feed.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { headOf } from '../../memory-store.ts';
import { fedAs } from '../fed-as.ts';
import { memorySockets } from './memory-sockets.ts';

const NOW = '2026-03-01T10:00:00.000Z';
const INCIDENT = '9f8c7f0e-0000-5000-8000-000000000001';
const OTHER_INCIDENT = '9f8c7f0e-0000-5000-8000-000000000002';
const CHART = '4f2d1f9e-aaaa-5bbb-8ccc-000000000001';
const user_id = '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b11';
const because = {
  time: NOW,
  actor: { user_id, role: 'ems' },
  command_id: '3b0a4c52-7c1e-4a53-9d0f-2a4a0f1f2b12',
  correlation_id: 'request-1',
  causation_id: 'request-1',
} as const;

const openedEvent: ChartEvent = {
  type: 'chart.opened',
  data: { incident_number: '26-0815', incident_id: INCIDENT },
};
const patient: ChartEvent = { type: 'chart.patient_recorded', data: { changes: { last_name: 'Miller' } } };
const started: ChartEvent = { type: 'chart.status_changed', data: { from: 'draft', to: 'in_progress' } };

const service = (faults: Parameters<typeof memorySockets>[0] = {}) => {
  const commits = memoryCommitTable();
  const reads: number[] = [];
  const table: CommitTable = {
    ...commits,
    page: async (pk, after) => {
      reads.push(after);
      return commits.page(pk, after);
    },
  };
  const store = eventStore(table, memoryKeyRing());
  const open = connections(memoryConnectionTable());
  const { sockets, told } = memorySockets(faults);
  const push = pushCommit({ commits: table, connections: open, sockets });
  const commit = async (...events: ChartEvent[]): Promise<FeedEntry> => {
    const head = await headOf(store, { tenant_id: 'danbury-fire', category: 'chart', id: CHART });
    const appended = await store.append(head, events, because);
    if (isRefusal(appended)) throw new Error(appended.message);
    reads.length = 0;
    return fedAs(appended.version, busEntryOf(appended));
  };
  const listens = async (connection_id: string, incident_id = INCIDENT, tenant_id = 'danbury-fire') => {
    await open.open({ tenant_id, connection_id }, { tenant_id, user_id, role: 'billing' }, NOW);
    await open.subscribe({ tenant_id, connection_id }, incident_id, NOW);
  };
  const subscribers = () => open.subscribers({ tenant_id: 'danbury-fire', incident_id: INCIDENT });
  return { commit, listens, push, told, subscribers, open, reads };
};

const told1 = {
  type: 'incident.updated',
  channel: `incident:danbury-fire:${INCIDENT}`,
  seq: 1,
  chart_id: CHART,
  version: 1,
  events: ['chart.opened'],
  time: NOW,
};
const told2 = { ...told1, seq: 2, version: 2, events: ['chart.patient_recorded'] };

describe('A push', () => {
  it("reaches all who listen to the chart's incident, and nobody else", async () => {
    const { commit, listens, push, told } = service();
    await commit(openedEvent);
    const entry = await commit(patient);
    await listens('medic');
    await listens('biller');
    await listens('elsewhere', OTHER_INCIDENT);
    await listens('stranger', INCIDENT, 'bethel-fire');
    await push(entry);
    expect(told()).toStrictEqual({ medic: [told2], biller: [told2] });
  });

  it('tells the status that a commit brought the chart to, though it has changed since', async () => {
    const { commit, listens, push, told } = service();
    await commit(openedEvent);
    const entry = await commit(started);
    await commit({ type: 'chart.status_changed', data: { from: 'in_progress', to: 'ready_for_review' } });
    await listens('medic');
    await push(entry);
    expect(told()).toStrictEqual({
      medic: [
        {
          ...told1,
          type: 'incident.status_changed',
          seq: 2,
          version: 2,
          events: ['chart.status_changed'],
          status: 'in_progress',
        },
      ],
    });
  });

  it('asks the store for the incident once, and for the status when it changed', async () => {
    const { commit, listens, push, reads } = service();
    const first = await commit(openedEvent);
    await listens('medic');
    await push(first);
    expect(reads).toStrictEqual([0]);
    await push(await commit(patient));
    expect(reads).toStrictEqual([]);
    await push(await commit(started));
    expect(reads).toStrictEqual([2]);
  });

  it('is the same again when the commit is told of again', async () => {
    const { commit, listens, push, told } = service();
    const entry = await commit(openedEvent);
    await listens('medic');
    await push(entry);
    await push(entry);
    expect(told()).toStrictEqual({ medic: [told1, told1] });
  });

  it('removes a connection that has gone, with all it subscribed to', async () => {
    const { commit, listens, push, told, subscribers, open } = service({ gone: ['gone'] });
    const entry = await commit(openedEvent);
    await listens('gone');
    await open.subscribe({ tenant_id: 'danbury-fire', connection_id: 'gone' }, OTHER_INCIDENT, NOW);
    await listens('here');
    await push(entry);
    expect(told()).toStrictEqual({ here: [told1] });
    expect(await subscribers()).toStrictEqual(['here']);
    const other = { tenant_id: 'danbury-fire', incident_id: OTHER_INCIDENT };
    expect(await open.subscribers(other)).toStrictEqual([]);
  });

  it('that fails for some is delivered to all others, and then says so', async () => {
    const { commit, listens, push, told, subscribers } = service({ failing: ['a', 'c'], gone: ['d'] });
    const entry = await commit(openedEvent);
    for (const connection_id of ['a', 'b', 'c', 'd', 'e']) await listens(connection_id);
    const failed = push(entry);
    await expect(failed).rejects.toThrow('2 of 5 subscribers were not reached; push to all of them again.');
    await expect(failed).rejects.toBeInstanceOf(PushesFailed);
    expect(told()).toStrictEqual({ b: [told1], e: [told1] });
    expect(await subscribers()).toStrictEqual(['a', 'b', 'c', 'e']);
  });

  it('of a chart that is not there, or does not begin as charts do, is a fault', async () => {
    const { commit, push } = service();
    const entry = await commit(patient);
    await expect(push(entry)).rejects.toThrow('does not begin with chart.opened');
    await expect(push({ ...entry, tenant_id: 'bethel-fire' })).rejects.toThrow(
      'does not begin with chart.opened',
    );
  });
});
