import { describe, expect, it } from 'vitest';
import { checkValue } from '../../domain/nemsis/check-value.ts';
import { releaseOf } from '../../domain/nemsis/release-of.ts';
import { agencyProfile } from '../../functions/agency.ts';
import { dictionariesOf, dictionaryOf, NEWEST_RELEASE, RELEASES } from '../../schemas/nemsis/releases.ts';
import { DEM, EMS } from '../nemsis/dictionaries.ts';
import { TENANT } from '../sample-chart.ts';
import { nextRelease } from '../schemas/nemsis/next-release.ts';
import { agencyWorld } from './agency-world.ts';

const [BEFORE, AFTER] = ['3.5.1.250403CP1', '3.5.1.251001CP2'];
const dictionaries = dictionariesOf({
  [BEFORE]: { EMS, DEM },
  [AFTER]: { EMS: nextRelease(EMS, AFTER), DEM: nextRelease(DEM, AFTER) },
});
const releases = [
  { from: '2025-01-01', release: BEFORE, packs: ['a'] },
  { from: '2026-01-01', release: AFTER, packs: ['b', 'c'] },
];

/** What a chart of a date is told of an element, by the release that holds then for the agency. */
const judged = async () => {
  const { put, store } = agencyWorld({ dictionaries });
  expect((await put('releases', { version: 0, releases })).status).toBe(200);
  const profile = await agencyProfile(store, TENANT);
  return (date: string, element: string, text: string) => {
    const { release, packs } = releaseOf(profile, date);
    const dictionary = dictionaries(release, 'EMS');
    if (!dictionary) throw new Error(`no dictionary of ${release}`);
    return { release, packs, rules: checkValue({ element, text }, dictionary, '').map(({ rule }) => rule) };
  };
};

describe('an agency with two releases', () => {
  it('has a chart judged by the release of its date', async () => {
    const judge = await judged();
    const before = { release: BEFORE, packs: ['a'] };
    const after = { release: AFTER, packs: ['b', 'c'] };
    expect(judge('2025-12-31', 'ePatient.25', '9919001')).toStrictEqual({ ...before, rules: [] });
    expect(judge('2026-01-01', 'ePatient.25', '9919001')).toStrictEqual({ ...after, rules: ['code'] });
    expect(judge('2025-12-31', 'ePatient.99', 'abc')).toStrictEqual({
      ...before,
      rules: ['unknown-element'],
    });
    expect(judge('2027-06-01', 'ePatient.99', 'abc')).toStrictEqual({ ...after, rules: [] });
  });

  it('says what it says by the release that holds on the day, by its own clocks', async () => {
    const dropped = { ...DEM, lists: { ...DEM.lists, EMSAgencyTimeZone: [] } };
    const { put } = agencyWorld({
      dictionaries: dictionariesOf({ [BEFORE]: { EMS, DEM }, [AFTER]: { EMS, DEM: dropped } }),
    });
    const elements = [{ group: 'root', element: 'dAgency.23', values: [{ text: '1027005' }] }];
    const from = (date: string) => [
      { from: '2025-01-01', release: BEFORE, packs: [] },
      { from: date, release: AFTER, packs: [] },
    ];
    // The requests are of 2025-03-02 about 08:15 in UTC, when it is still the day before in Honolulu.
    await put('releases', { version: 0, releases: from('2025-03-02') });
    expect((await put('elements', { version: 1, elements })).status).toBe(422);
    await put('time-zone', { version: 1, time_zone: 'Pacific/Honolulu' });
    expect((await put('elements', { version: 2, elements })).status).toBe(200);
  });
});

describe('the release of a date', () => {
  it('is the newest that is built in where the agency says none', () => {
    expect(releaseOf({ releases: [] }, '1999-01-01')).toStrictEqual({ release: NEWEST_RELEASE, packs: [] });
    expect(RELEASES.at(-1)).toBe(NEWEST_RELEASE);
    expect(dictionaryOf(releaseOf({ releases: [] }, '2030-01-01').release, 'EMS')).toBe(EMS);
  });

  it('is, before the first of its dates, what it would be without', () => {
    expect(releaseOf({ releases }, '2024-12-31', '9.9.9')).toStrictEqual({ release: '9.9.9', packs: [] });
  });
});
