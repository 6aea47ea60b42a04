import { describe, expect, test } from 'vitest';
import * as job from '../../../domain/export.ts';
import { exportStream } from '../../../functions/exports/export-head.ts';
import { pushCommit } from '../../../functions/realtime/push-commit.ts';
import { isRefusal } from '../../../schemas/error.ts';
import type { ExportEvent } from '../../../schemas/export.ts';
import type { FeedEntry } from '../../../schemas/feed.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import type { CommitTable } from '../../../store/commit-table.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryKeyRing } from '../../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { connections } from '../../../store/realtime/connections.ts';
import { memoryConnectionTable } from '../../../store/realtime/memory-connection-table.ts';
import { headOf } from '../../memory-store.ts';
import { CHART_ID, INCIDENT_ID, idOf, minute, OTHER_TENANT, opened, TENANT } from '../../sample-chart.ts';
import { because } from '../../sample-commits.ts';
import { EVENTS_TO, EXPORT_ID, HELD_BACK } from '../../sample-export.ts';
import { fedAs } from '../fed-as.ts';
import { memorySockets } from './memory-sockets.ts';

const NOW = minute(0);

/** A chart with somebody who listens to its incident, and an export to which these events happen, one a commit. */
const pushed = async (events: readonly ExportEvent[], tenant_id: string = TENANT) => {
  const commits = memoryCommitTable();
  const reads: string[] = [];
  const table: CommitTable = {
    ...commits,
    page: (pk, after, limit) => {
      reads.push(pk);
      return commits.page(pk, after, limit);
    },
  };
  const store = eventStore(commits, memoryKeyRing());
  const chart = { tenant_id: TENANT, category: 'chart', id: CHART_ID } as const;
  await store.append(await headOf(store, chart), [opened], because(0));
  const open = connections(memoryConnectionTable());
  await open.open({ tenant_id, connection_id: 'medic' }, { tenant_id, user_id: idOf(90), role: 'ems' }, NOW);
  await open.subscribe({ tenant_id, connection_id: 'medic' }, INCIDENT_ID, NOW);
  const { sockets, told } = memorySockets();
  const push = pushCommit({ commits: table, connections: open, sockets });
  const stream = exportStream({ tenant_id: TENANT, id: EXPORT_ID });
  const entries: FeedEntry[] = [];
  for (const [n, event] of events.entries()) {
    const done = await store.append(await store.head(stream, job), [event], because(n + 1));
    if (isRefusal(done)) throw new Error(done.message);
    entries.push(fedAs(n + 1, busEntryOf(done)));
  }
  for (const entry of entries) await push(entry);
  return { told: told()['medic'] ?? [], reads };
};

describe('an export of a chart', () => {
  test('is told to who listens to its incident, with where it stood after each commit', async () => {
    const { told } = await pushed(EVENTS_TO.accepted);
    expect(told.map((each) => ('status' in each ? each.status : undefined))).toStrictEqual([
      'pending_validation',
      'ready_for_export',
      'exported',
      'exported',
      'accepted',
    ]);
    expect(told[1]).toStrictEqual({
      type: 'nemsis.export_status_changed',
      channel: `incident:${TENANT}:${INCIDENT_ID}`,
      seq: 2,
      chart_id: CHART_ID,
      export_id: EXPORT_ID,
      version: 2,
      events: ['export.judged'],
      time: expect.any(String),
      status: 'ready_for_export',
    });
  });

  test('is told of with nothing that was found in it', async () => {
    const { told } = await pushed([...EVENTS_TO.validation_failed, ...HELD_BACK.slice(-1)]);
    expect(told).toHaveLength(3);
    expect(JSON.stringify(told)).not.toMatch(/rule-7|eTimes|before/);
  });

  test('asks once which chart it is of and which incident that is', async () => {
    const { reads } = await pushed(EVENTS_TO.exported);
    const own = reads.filter((pk) => pk.includes(EXPORT_ID));
    expect([own.length, reads.length]).toStrictEqual([
      1 + EVENTS_TO.exported.length,
      2 + EVENTS_TO.exported.length,
    ]);
  });

  test('reaches nobody of another agency, and is not read for nobody', async () => {
    const { told, reads } = await pushed(EVENTS_TO.exported, OTHER_TENANT);
    expect([told, reads.length]).toStrictEqual([[], 2]);
  });

  test('that does not begin as exports do is a fault', async () => {
    await expect(pushed(EVENTS_TO.exported.slice(1))).rejects.toThrow('does not begin with export.requested');
  });
});

test('an export of demographic data is of no incident', async () => {
  const { told } = await pushed([{ type: 'export.requested', data: { kind: 'dem' } }]);
  expect(told).toStrictEqual([]);
});
