import { describe, expect, test } from 'vitest';
import { subjectEndpoints, subjectStream } from '../../../functions/commands/subject-endpoints.ts';
import { finishDestruction } from '../../../functions/subjects/finish-destruction.ts';
import type { BusEntry } from '../../../schemas/commit.ts';
import type { SubjectRef } from '../../../schemas/phi.ts';
import { busEntryOf } from '../../../store/bus-entry.ts';
import { eventStore } from '../../../store/event-store.ts';
import { memoryChartFiles } from '../../../store/files/memory-chart-files.ts';
import { noKeys } from '../../../store/keys/no-keys.ts';
import { shredder as shredderOf } from '../../../store/keys/shredder.ts';
import { memoryCommitTable } from '../../../store/memory-commit-table.ts';
import { streamKey } from '../../../store/stream-key.ts';
import { CHART_ID, idOf, minute, OTHER_TENANT, TENANT } from '../../sample-chart.ts';
import { keyWorld, texts } from '../../store/keys/key-world.ts';
import { apiEvent } from '../api-event.ts';
import { caller, PERMISSIVE } from '../chart-world.ts';

const ROUTE = 'POST /v1/subjects/{kind}/{id}/destruction';
const PATIENT: SubjectRef = { kind: 'patient', id: CHART_ID };
const CREW: SubjectRef = { kind: 'crew', id: 'm1' };
const FILES = [
  `${TENANT}/${CHART_ID}/a`,
  `${TENANT}/${CHART_ID}/b`,
  `${TENANT}/${idOf(77)}/c`,
  `${OTHER_TENANT}/${CHART_ID}/d`,
];
const OTHERS = FILES.slice(2);
const EXPORTED = [`${TENANT}/${CHART_ID}/e.xml`, `${TENANT}/demographics/f.xml`];

/** An agency of which an admin asked that somebody be destroyed, with the request broken off before the key was gone. */
const world = async (subject: SubjectRef) => {
  const keys = keyWorld();
  await keys.ring().toSeal(TENANT, [PATIENT, CREW]);
  const commits = memoryCommitTable();
  const store = eventStore(commits, noKeys);
  const shredder = shredderOf(keys.table);
  const breaking = { ...shredder, destroy: () => Promise.reject(new Error('timed out')) };
  const [endpoint] = subjectEndpoints({ store, commits, shredder: breaking });
  const event = apiEvent(ROUTE, 'request-1', {
    caller: caller('admin'),
    params: { kind: subject.kind, id: subject.id },
    body: { reason: 'Request 17 under the retention schedule.' },
  });
  const asked = endpoint?.call({ event, limits: PERMISSIVE, trace_id: 'trace-1', now: minute(0) });
  await expect(asked).rejects.toThrow('timed out');
  const name = subjectStream({ tenant_id: TENANT, subject });
  const [commit] = (await store.load(name)).commits;
  if (!commit) throw new Error('The destruction was not recorded.');
  const files = new Set(FILES);
  const exported = new Set(EXPORTED);
  const told: [BusEntry, number][] = [];
  const removed: number[] = [];
  const clock = { now: Date.parse(minute(0)) };
  return {
    name,
    files,
    exported,
    told,
    removed,
    clock,
    entry: busEntryOf(commit),
    keys: async () => texts(await keys.ring().toOpen(TENANT, [PATIENT, CREW])),
    handle: finishDestruction({
      store,
      shredder,
      files: [memoryChartFiles(files), memoryChartFiles(exported)],
      later: { tell: async (entry, seconds) => void told.push([entry, seconds]) },
      removed: (_, count) => void removed.push(count),
      now: () => clock.now,
    }),
  };
};

describe('a destruction that broke off', () => {
  test("of a patient is finished: their key, and their chart's files and nobody else's", async () => {
    const { entry, handle, keys, files, exported, removed } = await world(PATIENT);
    const before = await keys();
    expect(before['patient/00000000-0000-4000-8000-000000000001']).not.toBe('destroyed');
    await handle(entry);
    expect(await keys()).toStrictEqual({ ...before, [`patient/${CHART_ID}`]: 'destroyed' });
    expect([[...files], [...exported], removed]).toStrictEqual([OTHERS, EXPORTED.slice(1), [3]]);
  });

  test("of a crew member is finished: their key, and the files that say who the agency's people are", async () => {
    const { entry, handle, keys, files, exported, told, removed } = await world(CREW);
    const before = await keys();
    await handle(entry);
    expect(await keys()).toStrictEqual({ ...before, 'crew/m1': 'destroyed' });
    expect([[...files], [...exported], removed]).toStrictEqual([FILES, EXPORTED.slice(0, 1), [1]]);
    expect(told).toStrictEqual([[entry, 900]]);
  });

  test('told twice is finished once', async () => {
    const { entry, handle, keys, removed } = await world(PATIENT);
    await handle(entry);
    const after = await keys();
    await handle(entry);
    expect([await keys(), removed]).toStrictEqual([after, [3, 0]]);
  });
});

describe('an upload that was permitted before', () => {
  test('and arrives after is removed when it is told again, until none can arrive', async () => {
    const { entry, handle, files, told, clock } = await world(PATIENT);
    await handle(entry);
    expect(told).toStrictEqual([[entry, 900]]);
    files.add(`${TENANT}/${CHART_ID}/late`);
    clock.now += 900_000;
    await handle(entry);
    expect([[...files], told.length]).toStrictEqual([OTHERS, 2]);
    files.add(`${TENANT}/${CHART_ID}/later`);
    clock.now += 900_000;
    await handle(entry);
    expect([[...files], told.length]).toStrictEqual([OTHERS, 2]);
  });
});

describe('what the stream does not say', () => {
  const lie = 'the bus names it, and the stream has no such commit';
  test.each<[string, (entry: BusEntry) => BusEntry]>([
    ['a version that is not there', (entry) => ({ ...entry, first_version: 2, version: 2 })],
    ['another commit', (entry) => ({ ...entry, hash: `${'A'.repeat(43)}=` })],
    ["another agency's", (entry) => ({ ...entry, tenant_id: OTHER_TENANT })],
  ])('destroys nobody and removes nothing: %s', async (_, lying) => {
    const { entry, name, handle, keys, files } = await world(PATIENT);
    const [before, told] = [await keys(), lying(entry)];
    const stream = streamKey({ ...name, tenant_id: told.tenant_id });
    await expect(handle(told)).rejects.toMatchObject({
      name: 'CorruptCommit',
      stream,
      version: told.first_version,
      message: expect.stringContaining(lie),
    });
    expect([await keys(), [...files]]).toStrictEqual([before, FILES]);
  });
});
