import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgencyRequest,
  decide,
  evolve,
  fold_version,
  initial,
  type Standard,
  state,
} from '../../domain/agency.ts';
import { agencyDictionary } from '../../domain/nemsis/agency-dictionary.ts';
import { profileOf } from '../../domain/nemsis/agency-profile.ts';
import { lineOf } from '../../domain/nemsis/demographics/part.ts';
import { timeZoneOf } from '../../domain/nemsis/demographics/time-zone.ts';
import { AGENCY_EVENTS, type AgencyEvent } from '../../schemas/agency.ts';
import { isRefusal } from '../../schemas/error.ts';
import { Role } from '../../schemas/identity.ts';
import { DEM, EMS } from '../nemsis/dictionaries.ts';
import { ADMIN, actor, idOf } from '../sample-chart.ts';

const standard: Standard = {
  dictionary: agencyDictionary(DEM, EMS),
  isRelease: (name) => name === '3.5.1.250403CP1',
};
const ACCOUNT = { endpoint: 'https://state.example/ws', username: 'u', organization: 'o' };
const VEHICLE = { id: idOf(1), group: 'dVehicle.VehicleGroup' };
const record = (changes: object): AgencyRequest => ({
  type: 'record_demographics',
  changes: { elements: [], groups: [], removed: [], ...changes },
  standard,
});
const REQUESTS: readonly AgencyRequest[] = [
  record({ groups: [VEHICLE] }),
  { type: 'set_releases', releases: [], standard },
  { type: 'set_time_zone', time_zone: 'UTC', standard },
  { type: 'set_state_account', account: ACCOUNT, password: 'set', standard },
];

describe('an agency', () => {
  it.each([...Role.options, 'system' as const].filter((role) => role !== 'admin'))(
    'is changed by admins, not by %s; operators import what it says',
    (role) => {
      const refused = REQUESTS.map((request) => isRefusal(decide(initial, request, actor(role))));
      expect(refused).toStrictEqual([role !== 'system', true, true, true]);
    },
  );

  it('keeps a password only where it has an account', () => {
    const kept: AgencyRequest = { type: 'set_state_account', account: ACCOUNT, password: 'kept', standard };
    expect(decide(initial, kept, ADMIN)).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { issues: [{ path: 'body.password', message: 'is needed' }] },
    });
    const after = evolve(initial, {
      type: 'agency.state_account_set',
      data: { account: ACCOUNT, password: 'set' },
    });
    expect(decide(after, kept, ADMIN)).toStrictEqual([]);
    const other = { ...ACCOUNT, username: 'v' };
    expect(decide(after, { ...kept, account: other }, ADMIN)).toStrictEqual([
      { type: 'agency.state_account_set', data: { account: other, password: 'kept' } },
    ]);
    expect(profileOf({ state: after, version: 1 }, standard.dictionary).state).toStrictEqual(ACCOUNT);
  });

  it('tells fifty places that are wrong, and how many more there are', () => {
    const elements = Array.from({ length: 60 }, () => ({
      group: 'root',
      element: 'dAgency.99',
      values: [],
    }));
    const refusal = decide(initial, record({ elements }), ADMIN);
    const issues = isRefusal(refusal) && refusal.details['issues'];
    expect(issues).toStrictEqual(
      expect.objectContaining({ length: 51, 50: { path: '', message: 'and 10 places more' } }),
    );
  });

  it('has a group anew that was removed before it came again', () => {
    const year = { id: idOf(2), group: 'dVehicle.YearGroup', parent: VEHICLE.id };
    const said = { group: year.id, element: 'dVehicle.11', values: [{ text: '2024' }] };
    const first = { elements: [said], groups: [VEHICLE, year], removed: [] };
    const before = evolve(initial, { type: 'agency.demographics_recorded', data: { changes: first } });
    const anew = record({
      removed: [VEHICLE.id],
      groups: [{ ...VEHICLE, attributes: { CorrelationID: 'c1' } }],
    });
    const events = decide(before, anew, ADMIN);
    if (isRefusal(events)) throw new Error(events.message);
    expect(events.reduce(evolve, before).own).toStrictEqual({
      elements: {},
      groups: { [VEHICLE.id]: { group: VEHICLE.group, attributes: { CorrelationID: 'c1' } } },
    });
    expect(decide(before, record({ removed: [idOf(77)] }), ADMIN)).toStrictEqual([]);
  });

  it('has a person as long as their group is there', () => {
    const person_id = idOf(5);
    const name = { group: person_id, element: 'dPersonnel.01', values: [{ text: 'Okonkwo' }] };
    const groups = [{ id: person_id, group: 'dPersonnel.PersonnelGroup' }];
    const told = (changes: object): AgencyEvent => ({
      type: 'agency.person_recorded',
      data: { changes: { person_id, elements: [], groups: [], removed: [], ...changes } },
    });
    const there = evolve(initial, told({ elements: [name], groups }));
    expect(Object.keys(there.people)).toStrictEqual([person_id]);
    expect(evolve(there, told({ removed: [person_id] }))).toStrictEqual(initial);
    expect(evolve(initial, told({ elements: [name] }))).toStrictEqual(initial);
  });
});

describe('what an agency is to the standard', () => {
  it('has no custom elements where the release has none', () => {
    const said = (element: string, text: string) => ({ group: 'root', element, values: [{ text }] });
    const elements = [said('dAgency.01', 'a'), said('dAgency.02', 'b'), said('dAgency.04', '09')];
    const changes = { elements, groups: [], removed: [] };
    const known = evolve(initial, { type: 'agency.demographics_recorded', data: { changes } });
    const zoned = evolve(known, { type: 'agency.time_zone_set', data: { time_zone: 'UTC' } });
    expect(profileOf({ state: zoned, version: 2 }, DEM).facts).toStrictEqual({
      state_id: 'a',
      number: 'b',
      state: '09',
      time_zone: 'UTC',
    });
  });

  it.each([
    ['1027005', '9923003', 'America/New_York'],
    ['1027009', '9923001', 'America/Phoenix'],
    ['1027001', '9923003', undefined],
    ['1027005', undefined, undefined],
    [undefined, '9923003', undefined],
  ])('takes a time zone from dAgency.23 %s and dAgency.24 %s', (zone, saves, expected) => {
    expect(timeZoneOf(zone, saves)).toBe(expected);
    if (expected) expect(() => new Intl.DateTimeFormat('en', { timeZone: expected })).not.toThrow();
  });
});

describe('the line of an instance', () => {
  it('ends where it closes in a circle', () => {
    const one = { group: 'a', parent: 'y' };
    const other = { group: 'b', parent: 'x' };
    expect(lineOf('x', { x: one, y: other })).toStrictEqual(['x', 'y']);
  });
});

const id = fc.constantFrom('root', ...[1, 2, 3, 4].map(idOf));
const groupId = id.filter((each) => each !== 'root');
const changes = fc.record({
  elements: fc.array(
    fc.record(
      {
        group: id,
        element: fc.constantFrom('dAgency.01', 'dVehicle.03', 'dPersonnel.01', 'dVehicle.11'),
        values: fc.array(fc.constantFrom({ text: '1' }, { text: '2024' }), { maxLength: 2 }),
      },
      { noNullPrototype: true },
    ),
    { maxLength: 4 },
  ),
  groups: fc.array(
    fc.record(
      {
        id: groupId,
        group: fc.constantFrom('dVehicle.VehicleGroup', 'dVehicle.YearGroup', 'dPersonnel.PersonnelGroup'),
        parent: groupId,
      },
      { requiredKeys: ['id', 'group'], noNullPrototype: true },
    ),
    { maxLength: 4 },
  ),
  removed: fc.array(groupId, { maxLength: 2 }),
});
const event = fc.oneof(
  changes.map((each): AgencyEvent => ({ type: 'agency.demographics_recorded', data: { changes: each } })),
  fc.tuple(groupId, changes).map(
    ([person_id, each]): AgencyEvent => ({
      type: 'agency.person_recorded',
      data: { changes: { person_id, ...each } },
    }),
  ),
);

describe('whatever happens', () => {
  it('every event has its effect on every state, and leaves one of its shape', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const after = events.reduce(evolve, initial);
        expect(state.parse(after)).toStrictEqual(after);
        expect(fold_version).toBe(1);
      }),
    );
  });

  it('what was accepted is of its shape, and asked for again it changes nothing', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), (asked) => {
        asked.map(record).reduce((agency, request) => {
          const events = decide(agency, request, ADMIN);
          if (isRefusal(events)) return agency;
          for (const { type, data } of events)
            expect(AGENCY_EVENTS[type].data.parse(data)).toStrictEqual(data);
          const after = events.reduce(evolve, agency);
          const again = decide(after, request, ADMIN);
          expect(again).toStrictEqual([]);
          return after;
        }, initial);
      }),
    );
  });
});
