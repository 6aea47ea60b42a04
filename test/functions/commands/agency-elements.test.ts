import { describe, expect, it } from 'vitest';
import { agencyProfile, agencyStream } from '../../../functions/agency.ts';
import { eventStore } from '../../../store/event-store.ts';
import { TENANT } from '../../sample-chart.ts';
import { agencyWorld, DEMOGRAPHICS, LICENCE, PERSON, VEHICLE, VEHICLE_YEAR } from '../agency-world.ts';
import { refused } from '../chart-world.ts';

const recorded = async () => {
  const world = agencyWorld();
  const { status, body } = await world.put('elements', { version: 0, ...DEMOGRAPHICS });
  expect([status, body]).toStrictEqual([200, { version: 2 }]);
  return world;
};

const issues = (body: { error: { details: { issues?: unknown } } }) => body.error.details.issues;

describe('PUT /v1/agency/elements', () => {
  it("records the agency's own and each person's data apart", async () => {
    const { events } = await recorded();
    const person = DEMOGRAPHICS.groups.slice(2);
    expect(await events()).toStrictEqual([
      {
        type: 'agency.demographics_recorded',
        data: {
          changes: {
            elements: DEMOGRAPHICS.elements.slice(0, 8),
            groups: DEMOGRAPHICS.groups.slice(0, 2),
            removed: [],
          },
        },
      },
      {
        type: 'agency.person_recorded',
        data: {
          changes: {
            person_id: PERSON,
            elements: DEMOGRAPHICS.elements.slice(8),
            groups: person,
            removed: [],
          },
        },
      },
    ]);
  });

  it('records what differs, and nothing when nothing does', async () => {
    const { put, events } = await recorded();
    expect((await put('elements', { version: 2, ...DEMOGRAPHICS })).body).toStrictEqual({ version: 2 });
    const called = { group: VEHICLE, element: 'dVehicle.03', values: [{ text: 'Medic 8' }] };
    const elements = [...DEMOGRAPHICS.elements.slice(0, 4), called];
    expect((await put('elements', { version: 2, elements })).body).toStrictEqual({ version: 3 });
    expect((await events()).at(-1)?.data).toStrictEqual({
      changes: { elements: [called], groups: [], removed: [] },
    });
  });

  it('takes away what is said without values, and groups with all that is in them', async () => {
    const { put, ask } = await recorded();
    const gone = {
      version: 2,
      elements: [{ group: 'root', element: 'dAgency.03', values: [] }],
      removed: [VEHICLE, PERSON],
    };
    expect((await put('elements', gone)).body).toStrictEqual({ version: 4 });
    const { body } = await ask('GET /v1/agency', { query: { people: 'true' } });
    expect(body.demographics.groups).toStrictEqual([]);
    expect(body.demographics.elements.map(({ element }: { element: string }) => element)).toStrictEqual([
      'dAgency.01',
      'dAgency.02',
      'dAgency.04',
      'dAgency.23',
      'dAgency.24',
    ]);
  });

  it('seals what is said of people, and leaves what the agency says of itself in clear', async () => {
    const { commits } = await recorded();
    const lying = JSON.stringify(await commits.page(`${TENANT}#agency#${agencyStream(TENANT).id}`, 0));
    expect(lying).toContain('Medic 7');
    expect(lying).toContain(`crew/${PERSON}`);
    expect(lying).not.toContain('Marker');
    expect(lying).not.toContain('MARKER');
  });

  it('a person whose key is destroyed is gone, and all else is there', async () => {
    const { commits, ring } = await recorded();
    ring.destroy(TENANT, { kind: 'crew', id: PERSON });
    const { demographics, facts } = await agencyProfile(eventStore(commits, ring), TENANT);
    expect(demographics.groups.map(({ id }) => id)).toStrictEqual([VEHICLE, VEHICLE_YEAR]);
    expect(facts?.state_id).toBe('L017');
  });

  const SECRET = 'Zebedee marker';
  it.each([
    {
      what: 'an element that there is not',
      said: { group: 'root', element: 'dAgency.99', values: [] },
      issue: {
        path: 'element',
        rule: 'unknown-element',
        says: 'There is no element dAgency.99 in this release',
      },
    },
    {
      what: 'an element that a chart says',
      said: { group: 'root', element: 'eHistory.17', values: [{ text: '3117001' }] },
      issue: {
        path: 'element',
        rule: 'unknown-element',
        says: 'eHistory.17 is not said by the agency: elements that begin with e are said by a chart',
      },
    },
    {
      what: 'an element of its own charts that there is not',
      said: { group: 'root', element: 'eCustomConfiguration.99', values: [] },
      issue: {
        path: 'element',
        rule: 'unknown-element',
        says: 'There is no element eCustomConfiguration.99',
      },
    },
    {
      what: 'a state that is none',
      said: { group: 'root', element: 'dAgency.04', values: [{ text: '09' }, { text: SECRET }] },
      issue: { path: 'values.1', rule: 'pattern', says: 'dAgency.04 must be' },
    },
    {
      what: 'a bad form',
      said: { group: 'root', element: 'dAgency.25', values: [{ text: SECRET }] },
      issue: { path: 'values.0', rule: 'length', says: 'dAgency.25 must' },
    },
    {
      what: 'too many values',
      said: { group: 'root', element: 'dAgency.01', values: [{ text: '1' }, { text: '2' }] },
      issue: { path: 'values', rule: 'too-many', says: 'dAgency.01 must have at most 1 value' },
    },
    {
      what: 'the wrong group',
      said: { group: 'root', element: 'dVehicle.03', values: [{ text: 'x' }] },
      issue: {
        path: 'group',
        rule: 'wrong-group',
        says: 'dVehicle.03 must stand in an instance of dVehicle.VehicleGroup',
      },
    },
    {
      what: 'a group where there is none',
      said: { group: VEHICLE, element: 'dAgency.01', values: [{ text: 'x' }] },
      issue: { path: 'group', rule: 'wrong-group', says: 'dAgency.01 must stand in root, the agency itself' },
    },
    {
      what: 'an attribute that there is not',
      said: {
        group: 'root',
        element: 'dAgency.01',
        values: [{ text: 'x', attributes: { [SECRET]: SECRET } }],
      },
      issue: {
        path: 'values.0',
        rule: 'unknown-attribute',
        says: 'dAgency.01 must not have an attribute of this name',
      },
    },
    {
      what: 'an NV that is none of it',
      said: { group: 'root', element: 'dAgency.01', values: [{ text: 'x', nv: SECRET }] },
      issue: { path: 'values.0', rule: 'nv', says: 'dAgency.01 must not have this NV' },
    },
  ])('refuses $what, and names the element', async ({ said, issue: { path, rule, says } }) => {
    const { put, events } = await recorded();
    const { status, body } = await put('elements', { version: 2, elements: [said] });
    expect([status, body.error.code]).toStrictEqual([422, 'VALIDATION_FAILED']);
    const message = expect.stringContaining(says);
    const { element } = said;
    expect(issues(body)).toContainEqual({ path: `body.elements.0.${path}`, element, rule, message });
    expect(JSON.stringify(body)).not.toContain(SECRET);
    expect(await events()).toHaveLength(2);
  });

  it.each([
    [
      'a group that there is not',
      { group: 'dVehicle.Group' },
      'group',
      'There is no repeating group of this name',
    ],
    ['a group that stands once', { group: 'dAgency' }, 'group', 'There is no repeating group of this name'],
    ['another group under the same id', { group: 'dDevice.DeviceGroup' }, 'id', 'must stay where it is'],
    ['another parent', { group: 'dVehicle.VehicleGroup', parent: PERSON }, 'id', 'must stay where it is'],
    [
      'a UUID that is none',
      { group: 'dVehicle.VehicleGroup', attributes: { UUID: 'x' } },
      'attributes',
      'attribute UUID must be a UUID of version 1 to 5, as ',
    ],
  ])('refuses %s', async (_, group, path, says) => {
    const { put } = await recorded();
    const { body } = await put('elements', { version: 2, groups: [{ id: VEHICLE, ...group }] });
    const message = expect.stringContaining(says);
    expect(issues(body)).toStrictEqual([
      { path: `body.groups.0.${path}`, rule: expect.any(String), message },
    ]);
  });

  it('refuses a group in one where it cannot stand', async () => {
    const { put } = await recorded();
    const groups = [{ id: LICENCE.replace('74', '79'), group: 'dVehicle.YearGroup', parent: PERSON }];
    const { body } = await put('elements', { version: 2, groups });
    expect(issues(body)).toStrictEqual([
      {
        path: 'body.groups.0.parent',
        rule: 'wrong-group',
        message: 'dVehicle.YearGroup must stand in an instance of dVehicle.VehicleGroup',
      },
    ]);
  });

  it('tells nothing of what a client named itself where its form is wrong', async () => {
    const { put } = await recorded();
    const values = [{ text: 'x', attributes: { [SECRET]: 5 } }];
    const elements = [{ group: 'root', element: 'dAgency.01', values }];
    const { status, body } = await put('elements', { version: 2, elements });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('takes the elements that an agency defines for its charts, and gives them to exports', async () => {
    const { put, store } = await recorded();
    const id = VEHICLE.replace('71', '81');
    const element = (name: string, text: string) => ({ group: id, element: name, values: [{ text }] });
    const custom = {
      groups: [{ id, group: 'eCustomConfiguration.CustomGroup', attributes: { CustomElementID: 'eX.1' } }],
      elements: [element('eCustomConfiguration.01', 'Shoe size')],
    };
    expect((await put('elements', { version: 2, ...custom })).status).toBe(200);
    expect((await agencyProfile(store, TENANT)).facts?.custom).toStrictEqual({
      group: 'eCustomConfiguration',
      children: [
        {
          group: 'eCustomConfiguration.CustomGroup',
          attributes: { CustomElementID: 'eX.1' },
          children: [{ element: 'eCustomConfiguration.01', text: 'Shoe size' }],
        },
      ],
    });
  });

  it('takes one hundred people at once, with the agency itself ninety-nine', async () => {
    const { put } = await recorded();
    const groups = Array.from({ length: 101 }, (_, n) => ({
      id: PERSON.replace('0000-4', '0001-4').slice(0, -3) + String(n).padStart(3, '0'),
      group: 'dPersonnel.PersonnelGroup',
    }));
    expect(await put('elements', { version: 2, groups })).toStrictEqual(
      refused(413, {
        code: 'PAYLOAD_TOO_LARGE',
        message: 'One request may change 99 people; send the others after it.',
        details: { people: 100, max_people: 99 },
      }),
    );
    expect((await put('elements', { version: 2, groups: groups.slice(0, 100) })).body.version).toBe(102);
  });
});
