import { describe, expect, test } from 'vitest';
import { chartRelease } from '../../../functions/chart-release.ts';
import { openingTimes } from '../../../functions/commands/opening-times.ts';
import type { ReleaseFrom } from '../../../schemas/agency.ts';
import { dictionariesOf } from '../../../schemas/nemsis/releases.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { minute, TENANT } from '../../sample-chart.ts';
import { nextRelease } from '../../schemas/nemsis/next-release.ts';
import { chartWorld, OPENED } from '../chart-world.ts';
import { AGENCY } from '../exports/export-world.ts';

const [BEFORE, AFTER] = ['3.5.1.250403CP1', '3.5.1.251001CP2'];
const dictionaries = dictionariesOf({
  [BEFORE]: { EMS, DEM },
  [AFTER]: { EMS: nextRelease(EMS, AFTER), DEM: nextRelease(DEM, AFTER) },
});

const NOBODY = { state_id: '', number: '', state: '', time_zone: 'UTC' };

/** An agency's chart that was opened on 2025-03-02 at 08:16 in UTC, where these releases hold. */
const opened = async (releases: ReleaseFrom[], time_zone = 'America/New_York') => {
  const { facts = NOBODY } = AGENCY;
  const agency = async () => ({ ...AGENCY, facts: { ...facts, time_zone }, releases });
  const asked: string[] = [];
  const world = chartWorld({
    dictionary: async (tenantId, moment) => {
      asked.push(`${tenantId} ${moment}`);
      return (await chartRelease({ dictionaries, agency }, tenantId, moment)).dictionary;
    },
  });
  await world.open();
  const put = (version: number, element: string, text: string) =>
    world.of('PUT /v1/charts/{id}/elements', {
      body: { version, elements: [{ group: 'root', element, values: [{ text }] }] },
    });
  return { ...world, put, asked };
};

const turning = (from: string): ReleaseFrom[] => [
  { from: '2025-01-01', release: BEFORE, packs: [] },
  { from, release: AFTER, packs: [] },
];

const refusedBy = (release: string) => ({
  status: 422,
  body: { error: { message: `It is not as NEMSIS ${release} has it; see details.issues.` } },
});

describe('elements of a chart', () => {
  test.each([
    ['2025-03-02', 'America/New_York', AFTER],
    ['2025-03-02', 'Pacific/Honolulu', BEFORE],
    ['2025-03-03', 'America/New_York', BEFORE],
  ])('with a release from %s, in %s, are judged by %s', async (from, zone, release) => {
    const { put } = await opened(turning(from), zone);
    const [gone, added] = [await put(1, 'ePatient.25', '9919001'), await put(1, 'ePatient.99', 'abc')];
    const [refused, taken] = release === AFTER ? [gone, added] : [added, gone];
    expect(refused).toMatchObject(refusedBy(release));
    expect(taken).toMatchObject({ status: 200, body: { version: 2 } });
  });

  test('are judged by the date on which it was opened, however late they are put', async () => {
    const { put, asked } = await opened(turning('2025-03-02'));
    expect((await put(1, 'ePatient.99', 'abc')).status).toBe(200);
    expect((await put(2, 'ePatient.99', 'abcd')).status).toBe(200);
    expect(asked).toStrictEqual([`${TENANT} ${minute(1)}`, `${TENANT} ${minute(1)}`]);
  });
});

test('a chart is asked once when it was opened, and one that is not there each time', async () => {
  const { store } = await opened([]);
  const read: string[] = [];
  const openedAt = openingTimes({
    next: (name, after) => {
      read.push(`${name.id} ${after}`);
      return store.next(name, after);
    },
  });
  const at = (id: string) => openedAt({ tenant_id: TENANT, category: 'chart', id });
  const other = '00000000-0000-4000-8000-000000000404';
  expect([await at(OPENED.id), await at(OPENED.id)]).toStrictEqual([minute(1), minute(1)]);
  expect([await at(other), await at(other)]).toStrictEqual([undefined, undefined]);
  expect(read).toStrictEqual([`${OPENED.id} 0`, `${other} 0`, `${other} 0`]);
});
