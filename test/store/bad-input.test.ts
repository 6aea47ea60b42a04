import { describe, expect, test } from 'vitest';
import * as chart from '../../domain/chart.ts';
import { project } from '../../projections/charts.ts';
import { catchUp } from '../../store/catch-up.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import type { CommitTable } from '../../store/commit-table.ts';
import { eventStore } from '../../store/event-store.ts';
import { keysOf, SubjectKeyItem, subjectSk } from '../../store/keys/key-item.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { newKey, wrap } from '../../store/keys/wrapping.ts';
import { memoryChartRows } from '../../store/memory-chart-rows.ts';
import { CHART_ID, TENANT } from '../sample-chart.ts';
import { PK, STREAM, soundStream, withBlob, withEvent } from './unsound-stream.ts';

type Items = [CommitItem, CommitItem, CommitItem];

/** What every way to read the stream comes to: from its start, from its end, one commit, and into a row. */
const readsOf = async (table: CommitTable, ring: () => KeyRing, version: number) => {
  const rows = memoryChartRows();
  const fresh = () => eventStore(table, ring());
  const reads = await Promise.allSettled([
    fresh().load(STREAM),
    fresh().head(STREAM, chart),
    fresh().next(STREAM, version - 1),
    catchUp({ store: fresh(), rows, project }, STREAM, 3),
  ]);
  const [faults, row] = [
    reads.map((read) => read.status === 'rejected' && read.reason),
    await rows.get(TENANT, CHART_ID),
  ];
  return { faults, row };
};

const flipped = (blob: string): string => {
  const bytes = Buffer.from(blob, 'base64');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  return bytes.toString('base64');
};
const blobOf = ({ events }: CommitItem): string => Object.values<string>(JSON.parse(events)[0].phi)[0] ?? '';
const without = (name: keyof CommitItem, item: CommitItem): CommitItem => {
  const { [name]: _, ...rest } = item;
  return rest as CommitItem;
};

/** The fault of a commit that cannot be read, whichever way. */
const corrupt = (version: number, reason: string) => ({
  name: 'CorruptCommit',
  stream: PK,
  version,
  message: `The commit at ${PK} version ${version} cannot be read: ${reason}.`,
});

describe('a stream in which one commit cannot be read is a fault that names it, and never a part of a state:', () => {
  const DOES_NOT_OPEN = 'its sealed data does not open';
  test.each<[string, number, string, (items: Items) => readonly CommitItem[]]>([
    ['a sealed blob with one bit changed', 2, DOES_NOT_OPEN, ([a, b, c]) => [a, withBlob(b, flipped), c]],
    [
      'a sealed blob cut short',
      2,
      DOES_NOT_OPEN,
      ([a, b, c]) => [a, withBlob(b, (blob) => blob.slice(0, 16)), c],
    ],
    ["another commit's sealed blob", 2, DOES_NOT_OPEN, ([a, b, c]) => [a, withBlob(b, () => blobOf(c)), c]],
    [
      "another subject's name on a sealed blob",
      2,
      'its keys do not open it (MissingKey); see "Keys" in the runbook',
      ([a, b, c]) => [a, withEvent(b, (event) => ({ ...event, phi: { 'crew/m9': blobOf(b) } })), c],
    ],
    [
      'no sealed blob at all',
      2,
      'chart.patient_recorded is not of its shape (changes: invalid_type)',
      ([a, b, c]) => [a, withEvent(b, ({ phi: _, ...event }) => event), c],
    ],
    [
      'an unknown event type',
      2,
      'unknown event type chart.burnt',
      ([a, b, c]) => [a, withEvent(b, (event) => ({ ...event, type: 'chart.burnt', phi: {} })), c],
    ],
    [
      'a version of an event that never was',
      2,
      'chart.patient_recorded has version 7, not 1',
      ([a, b, c]) => [a, withEvent(b, (event) => ({ ...event, schema_version: 7 })), c],
    ],
  ])('%s', async (_, version, reason, change) => {
    const { items, tableOf, ring } = await soundStream();
    const { faults, row } = await readsOf(await tableOf(change(items)), ring, version);
    const name = reason.includes('keys') ? { name: 'LockedCommit' } : {};
    const fault = { ...corrupt(version, reason), ...name };
    expect(faults).toMatchObject([fault, fault, fault, fault]);
    expect(row).toBeUndefined();
  });

  test.each<[keyof CommitItem, string]>([
    ['events', 'not a commit item (events: invalid_type)'],
    ['hash', 'not a commit item (hash: invalid_type)'],
    ['actor', 'not a commit item (actor: invalid_type)'],
    ['last', 'not a commit item (last: invalid_type)'],
  ])('an item without its %s', async (name, reason) => {
    const { items, tableOf, ring } = await soundStream();
    const [a, b, c] = items;
    const { faults, row } = await readsOf(await tableOf([a, without(name, b), c], false), ring, 2);
    expect(faults).toMatchObject(Array(4).fill(corrupt(2, reason)));
    expect(row).toBeUndefined();
  });

  test('an item whose text is cut off', async () => {
    const { items, tableOf, ring } = await soundStream();
    const [a, b, c] = items;
    const cut = { ...b, events: b.events.slice(0, -9) };
    const { faults, row } = await readsOf(await tableOf([a, cut, c], false), ring, 2);
    expect(faults).toMatchObject(Array(4).fill(corrupt(2, 'not a commit (events: invalid_type)')));
    expect(row).toBeUndefined();
  });
});

describe('a commit whose keys are', () => {
  const SK = subjectSk(`patient/${CHART_ID}`);
  const locked = (fault: string) => ({
    ...corrupt(2, `its keys do not open it (${fault}); see "Keys" in the runbook`),
    name: 'LockedCommit',
    cause: { name: fault },
  });

  test('gone', async () => {
    const { commits, ring, answering } = await soundStream();
    answering(async () => []);
    const { faults, row } = await readsOf(commits, ring, 2);
    expect([faults, row]).toMatchObject([Array(4).fill(locked('MissingKey')), undefined]);
  });

  test('without the tenant’s key above them', async () => {
    const { commits, ring, answering, inner } = await soundStream();
    answering(async (pk, sks) =>
      inner.get(
        pk,
        sks.filter((sk) => sk.startsWith('subject#')),
      ),
    );
    const { faults, row } = await readsOf(commits, ring, 2);
    expect([faults, row]).toMatchObject([Array(4).fill(locked('MissingKey')), undefined]);
  });

  test('wrapped by another', async () => {
    const { commits, ring, answering, inner } = await soundStream();
    const [item] = (await inner.get(keysOf(TENANT), [SK])).map((each) => SubjectKeyItem.parse(each));
    const wrapped = wrap(newKey(), newKey(), [TENANT, SK]);
    answering(async (pk, sks) => (sks.includes(SK) ? [{ ...item, wrapped }] : inner.get(pk, sks)));
    const { faults, row } = await readsOf(commits, ring, 2);
    expect([faults, row]).toMatchObject([Array(4).fill(locked('WrongKey')), undefined]);
  });

  test('destroyed is no fault: all that is nobody’s is read', async () => {
    const { commits, ring, answering, inner } = await soundStream();
    const tombstone = { pk: keysOf(TENANT), sk: SK, destroyed_at: '2025-03-02T08:15:00.000Z' };
    answering(async (pk, sks) => (sks.includes(SK) ? [tombstone] : inner.get(pk, sks)));
    const { faults, row } = await readsOf(commits, ring, 2);
    expect(faults).toStrictEqual([false, false, false, false]);
    expect(row).toMatchObject({ version: 3, patient: {}, vitals: [] });
  });
});

test('a row that is there stays what it is when a later commit cannot be read', async () => {
  const { items, tableOf, ring } = await soundStream();
  const [a, b, c] = items;
  const rows = memoryChartRows();
  await catchUp({ store: eventStore(await tableOf([a, b]), ring()), rows, project }, STREAM, 2);
  const before = await rows.get(TENANT, CHART_ID);
  const store = eventStore(await tableOf([a, b, withBlob(c, flipped)]), ring());
  await expect(catchUp({ store, rows, project }, STREAM, 3)).rejects.toMatchObject({
    stream: PK,
    version: 3,
  });
  expect(await rows.get(TENANT, CHART_ID)).toBe(before);
});
