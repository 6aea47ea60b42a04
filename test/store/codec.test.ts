import { describe, expect, test } from 'vitest';
import { type ChartEvent, SECTION_RECORDED } from '../../schemas/chart/events.ts';
import { encodeEvent, eventsOf, openCommits, sealEvents } from '../../store/codec.ts';
import { commitHash, GENESIS } from '../../store/commit-hash.ts';
import type { CommitItem } from '../../store/commit-item.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { itemOf, readItem } from '../../store/sealed-commit.ts';
import { CHART_ID, chartIn, idOf, MEDIC, minute, opened, TENANT } from '../sample-chart.ts';
import { commitOf, itemFor } from '../sample-commits.ts';

const SECRET = 'Zebedee Marker';
const told = SECTION_RECORDED.narrative({ text: SECRET });
const commit = commitOf([opened, told], { after: 3 });
const item = itemFor(commit);
const events = JSON.parse(item.events);
const [first, second] = events;
const rehashed = ({ hash: _, ...changed }: CommitItem): CommitItem => ({
  ...changed,
  hash: commitHash(changed),
});
const withEvents = (changed: unknown): CommitItem => rehashed({ ...item, events: JSON.stringify(changed) });
const STREAM = `${TENANT}#chart#${CHART_ID}`;

/** The fault of reading this item. */
const faultOf = async (raw: unknown): Promise<unknown> => {
  try {
    return await openCommits(memoryKeyRing(), [readItem(raw)]);
  } catch (error) {
    return error;
  }
};

describe('a commit', () => {
  test('is this item, its hash over all of it', () => {
    const { hash, ...rest } = itemFor(commitOf([opened]));
    expect(rest).toStrictEqual({
      pk: STREAM,
      sk: 1,
      last: 1,
      time: minute(1),
      actor: MEDIC.user_id,
      role: 'ems',
      command_id: idOf(5001),
      correlation_id: 'trace-1',
      causation_id: 'request-1',
      events: JSON.stringify([{ type: 'chart.opened', schema_version: 2, data: opened.data }]),
      prev: GENESIS,
    });
    expect(hash).toBe(commitHash(rest));
  });
  test('gives its events as they were decided, though none of them lies there in clear', async () => {
    const ring = memoryKeyRing();
    const decided = chartIn('locked', [told]);
    const { hash: _, ...facts } = commitOf(decided);
    const sealed = itemOf({ ...facts, prev: GENESIS, events: await sealEvents(ring, facts, facts.events) });
    expect(JSON.stringify(sealed)).not.toContain(SECRET);
    const [read] = await openCommits(ring, [readItem(sealed)]);
    expect(read && eventsOf<'chart'>(read)).toStrictEqual(decided);
  });
});

describe('a stored commit that cannot be understood names its place, and nothing that lies there', () => {
  test.each<[string, unknown, string]>([
    ['nothing at all', undefined, 'not a commit item ((root): invalid_type)'],
    ['no object', SECRET, 'not a commit item ((root): invalid_type)'],
    ['an attribute too many', { ...item, note: SECRET }, 'not a commit item ((root): unrecognized_keys)'],
    ['an attribute of another type', { ...item, time: 5 }, 'not a commit item (time: invalid_type)'],
    ['truncated', { pk: item.pk, sk: item.sk }, 'not a commit item ('],
    ['events cut off', { ...item, events: item.events.slice(0, -9) }, 'not a commit (events: invalid_type)'],
    ['events that are no JSON', { ...item, events: SECRET }, 'not a commit (events: invalid_type)'],
    ['events that are no list', withEvents({ SECRET }), 'not a commit (events: invalid_type)'],
    ['no events', withEvents([]), 'not a commit (events: too_small)'],
    ['an event with more in it', withEvents([{ ...first, SECRET }, second]), 'events.0: unrecognized_keys'],
    ['a malformed time', { ...item, time: SECRET }, 'not a commit (time: invalid_format)'],
    ['an unknown role', { ...item, role: SECRET }, 'not a commit (actor.role: invalid_union)'],
    ['too few events', withEvents([first]), 'it says it ends at version 5, which its events do not'],
    ['too many events', withEvents([first, second, second]), 'it says it ends at version 5'],
    ['another end', { ...item, last: 6 }, 'it says it ends at version 6'],
    [
      'an unknown event',
      withEvents([first, { ...second, type: 'chart.burnt' }]),
      'unknown event type chart.burnt',
    ],
    [
      "another category's event",
      withEvents([first, { ...second, type: 'user.unlocked' }]),
      'unknown event type',
    ],
    [
      'an event of another version',
      withEvents([first, { ...second, schema_version: 2 }]),
      'chart.narrative_recorded has version 2, not 1',
    ],
    [
      'data with more in it',
      withEvents([first, { ...second, data: { ...second.data, [SECRET]: SECRET } }]),
      'chart.narrative_recorded is not of its shape ((root): unrecognized_keys)',
    ],
    [
      'data of another type',
      withEvents([first, { ...second, data: { changes: { text: { SECRET } } } }]),
      'chart.narrative_recorded is not of its shape (changes.text: invalid_type)',
    ],
    [
      'data that is not allowed',
      withEvents([{ ...first, data: { ...first.data, incident_id: SECRET } }, second]),
      'chart.opened is not of its shape (incident_id: invalid_format, incident_id: invalid_format)',
    ],
  ])('%s', async (_, raw, reason) => {
    const fault = await faultOf(raw);
    expect(fault).toBeInstanceOf(CorruptCommit);
    expect(String(fault)).toContain(reason);
    expect(`${fault} ${JSON.stringify(fault)} ${(fault as Error).stack}`).not.toContain(SECRET);
  });

  test('its place is the stream and the first version', async () => {
    expect(await faultOf({ ...item, time: SECRET })).toMatchObject({
      name: 'CorruptCommit',
      stream: STREAM,
      version: 4,
      message: `The commit at ${STREAM} version 4 cannot be read: not a commit (time: invalid_format).`,
    });
  });

  test.each(['nonsense', `${TENANT}#claim#${CHART_ID}`, `${STREAM}#more`, `#chart#${CHART_ID}`])(
    'the key %s names no stream',
    async (pk) => {
      const fault = await faultOf({ ...item, pk });
      expect(fault).toMatchObject({ name: 'CorruptCommit', stream: pk, version: 4 });
    },
  );

  test('without a readable key the place is unknown', async () => {
    expect(await faultOf({ ...item, pk: 5, sk: 'four' })).toMatchObject({ stream: '?', version: 0 });
  });
});

describe('what is written is checked first', () => {
  test('an event is stored with the version of its shape', () => {
    expect(encodeEvent<'chart'>('chart', opened)).toStrictEqual(first);
  });
  test('an unknown event is a fault of the program', () => {
    const stray = { type: 'chart.burnt', data: {} } as unknown;
    expect(() => encodeEvent<'chart'>('chart', stray as ChartEvent)).toThrow('not in the catalogue of chart');
  });
  test('so is data that is not of its shape', () => {
    expect(() => encodeEvent<'chart'>('chart', SECTION_RECORDED.narrative({ text: '' }))).toThrow(
      'too_small',
    );
  });
});
