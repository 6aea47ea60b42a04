import { memoryStateCredentials } from '../adapters/state-credentials/memory-state-credentials.ts';
import { agencyEndpoints } from '../functions/commands/agency-endpoints.ts';
import { api } from '../functions/http/api.ts';
import { agencyQueryEndpoints } from '../functions/queries/agency-endpoints.ts';
import { dictionaryOf } from '../schemas/nemsis/releases.ts';
import { memoryAccessTrail } from '../store/access/memory-access-trail.ts';
import type { EventStore } from '../store/event-store.ts';
import { DEMOGRAPHICS, LICENCE, PERSON } from './functions/agency-world.ts';
import type { Ask } from './functions/api-event.ts';
import { caller } from './functions/chart-world.ts';
import { type Answered, callsOf } from './phi-scene.ts';
import { idOf, OTHER_TENANT } from './sample-chart.ts';

const CONTACT = idOf(76);
let planted = 0;
const mark = (): string => {
  planted += 1;
  return `Zebedee agency ${String(planted).padStart(5, '0')}`;
};
const said = (group: string, element: string, given: object) => ({ group, element, values: [given] });

/** The agency's functions over a store. */
export const agencyApi = (store: EventStore, maxBodyBytes = 1_000_000) => {
  const parts = {
    store,
    dictionaries: dictionaryOf,
    credentials: memoryStateCredentials(),
    reach: 'public',
  } as const;
  const endpoints = [
    ...agencyEndpoints(parts),
    ...agencyQueryEndpoints({ store, trail: memoryAccessTrail() }),
  ];
  return callsOf(api(endpoints, { maxBodyBytes, permit: async () => undefined }));
};

/** What is said of people, with something unique in each value that takes any text. */
export const markedPeople = () => {
  const marks = Array.from({ length: 9 }, mark);
  const [last, first, street, street2, number, licence, correlation, contact, address] = marks;
  const elements = [
    ...DEMOGRAPHICS.elements.slice(0, 8),
    said(PERSON, 'dPersonnel.01', { text: last }),
    said(PERSON, 'dPersonnel.02', { text: first }),
    said(PERSON, 'dPersonnel.04', { text: street, attributes: { StreetAddress2: street2 } }),
    said(PERSON, 'dPersonnel.21', { text: number }),
    said(LICENCE, 'dPersonnel.23', { text: licence }),
    said(CONTACT, 'dContact.02', { text: contact }),
    said(CONTACT, 'dContact.05', { text: address }),
  ];
  const groups = [
    ...DEMOGRAPHICS.groups.slice(0, 3),
    {
      id: LICENCE,
      group: 'dPersonnel.LicensureGroup',
      parent: PERSON,
      attributes: { CorrelationID: correlation },
    },
    { id: CONTACT, group: 'dContact.ContactInfoGroup' },
  ];
  return { body: { version: 0, elements, groups }, marks };
};

const ELEMENTS = 'PUT /v1/agency/elements';
const ACCOUNT = 'PUT /v1/agency/state-account';
const admin = caller('admin');

/** A body with words where there should be none, in every way in which it is refused. */
const badBodies = (told: string): unknown[] => [
  { version: told },
  { version: 1, elements: told },
  { version: 1, elements: [{ group: told, element: told, values: told }] },
  { version: 1, elements: [said('root', 'dAgency.01', { [told]: told })] },
  { version: 1, elements: [said('root', 'dAgency.01', { text: 'x', attributes: { [told]: told } })] },
  { version: 1, elements: [said('root', 'dAgency.01', { text: 'x', attributes: { [told]: 5 } })] },
  { version: 1, elements: [said('root', 'dAgency.04', { text: told, nv: told, pn: told })] },
  { version: 1, elements: [said('root', 'dPersonnel.01', { text: told })] },
  { version: 1, groups: [{ id: told, group: told }] },
  { version: 1, groups: [{ id: PERSON, group: told, parent: told, attributes: { [told]: told } }] },
  {
    version: 1,
    groups: [{ id: idOf(78), group: 'dVehicle.VehicleGroup', attributes: { [told]: told, UUID: told } }],
  },
  { version: 1, removed: [told] },
  { version: 1, [told]: told },
];

const accountOf = (password: string) => ({
  version: 3,
  endpoint: 'https://state.example/ws',
  username: 'lakeside',
  organization: 'Lakeside EMS',
  password,
});

/** Writes an agency with marks in every place of a person and in its password, refused in every way first. */
export const playAgency = async (call: ReturnType<typeof agencyApi>) => {
  const { body, marks } = markedPeople();
  const [told, password] = [mark(), mark()];
  const answers: Answered[] = [];
  const ask = async (key: string, given: Partial<Ask>) => {
    const answer = await call(key, { caller: admin, ...given });
    answers.push(answer);
    return answer;
  };
  for (const bad of badBodies(told)) await ask(ELEMENTS, { body: bad });
  for (const given of [
    { body, caller: caller('ems') },
    { body: { ...body, version: 9 } },
    { raw: JSON.stringify(body).slice(0, -1) },
    { body, headers: { 'idempotency-key': told } },
  ])
    await ask(ELEMENTS, given);
  await ask(ELEMENTS, { body });
  const account = accountOf(password);
  for (const given of [
    { body: account, caller: caller('ems') },
    { body: { ...account, version: 9 } },
    { body: { ...account, password: [password] } },
    { body: { ...account, [password]: password } },
    { body: { ...account, endpoint: password } },
    { body: { ...account, version: 0 }, caller: caller('admin', OTHER_TENANT) },
    { body: account, headers: { 'idempotency-key': 'set-it-once' } },
  ])
    await ask(ACCOUNT, given);
  return { answers, marks: [...marks, told, password], people: marks, secrets: [told, password] };
};
