import { memoryStateCredentials } from '../../adapters/state-credentials/memory-state-credentials.ts';
import { agencyStream } from '../../functions/agency.ts';
import { agencyEndpoints } from '../../functions/commands/agency-endpoints.ts';
import { agencyQueryEndpoints } from '../../functions/queries/agency-endpoints.ts';
import { auditEndpoints } from '../../functions/queries/audit-endpoints.ts';
import { type Dictionaries, dictionaryOf } from '../../schemas/nemsis/releases.ts';
import type { Reach } from '../../schemas/nemsis/state-endpoint.ts';
import { memoryAccessTrail } from '../../store/access/memory-access-trail.ts';
import { eventStore } from '../../store/event-store.ts';
import { memoryKeyRing } from '../../store/keys/memory-key-ring.ts';
import { memoryCommitTable } from '../../store/memory-commit-table.ts';
import { idOf, minute, TENANT } from '../sample-chart.ts';
import { type Ask, apiEvent } from './api-event.ts';
import { caller, PERMISSIVE } from './chart-world.ts';

export const VEHICLE = idOf(71);
export const VEHICLE_YEAR = idOf(72);
export const PERSON = idOf(73);
export const LICENCE = idOf(74);

const said = (group: string, element: string, ...texts: string[]) => ({
  group,
  element,
  values: texts.map((text) => ({ text })),
});

/** What an agency says: who it is, one vehicle with a year of it, and one person with a licence. */
export const DEMOGRAPHICS = {
  elements: [
    said('root', 'dAgency.01', 'L017'),
    said('root', 'dAgency.02', '351'),
    said('root', 'dAgency.03', 'Lakeside EMS'),
    said('root', 'dAgency.04', '09'),
    said('root', 'dAgency.23', '1027005'),
    said('root', 'dAgency.24', '9923003'),
    said(VEHICLE, 'dVehicle.03', 'Medic 7'),
    said(VEHICLE_YEAR, 'dVehicle.11', '2024'),
    said(PERSON, 'dPersonnel.01', 'Okonkwo-Marker'),
    said(LICENCE, 'dPersonnel.23', 'LIC-MARKER-1'),
  ],
  groups: [
    { id: VEHICLE, group: 'dVehicle.VehicleGroup' },
    { id: VEHICLE_YEAR, group: 'dVehicle.YearGroup', parent: VEHICLE },
    { id: PERSON, group: 'dPersonnel.PersonnelGroup' },
    { id: LICENCE, group: 'dPersonnel.LicensureGroup', parent: PERSON },
  ],
};

/** An agency behind its real endpoints, in memory. The `n`-th request is made `n` minutes after the call. */
export const agencyWorld = ({
  dictionaries = dictionaryOf,
  reach = 'public',
}: {
  dictionaries?: Dictionaries;
  reach?: Reach;
} = {}) => {
  const commits = memoryCommitTable();
  const ring = memoryKeyRing();
  const store = eventStore(commits, ring);
  const trail = memoryAccessTrail();
  const credentials = memoryStateCredentials();
  const endpoints = [
    ...agencyEndpoints({ store, dictionaries, credentials, reach }),
    ...agencyQueryEndpoints({ store, trail }),
    ...auditEndpoints({ store, trail }),
  ];
  let requests = 0;
  const ask = async (key: string, { caller: who = caller('admin'), ...rest }: Partial<Ask> = {}) => {
    requests += 1;
    const endpoint = endpoints.find((each) => each.key === key);
    if (!endpoint) throw new Error(`There is no endpoint ${key}.`);
    const event = apiEvent(key, `request-${requests}`, { caller: who, ...rest });
    const context = { limits: PERMISSIVE, trace_id: `trace-${requests}`, now: minute(requests) };
    const { answer } = await endpoint.call({ event, ...context });
    return { status: answer.statusCode, body: JSON.parse(answer.body ?? 'null') };
  };
  return {
    store,
    ring,
    commits,
    trail,
    credentials,
    ask,
    put: (what: string, body: object, more: Partial<Ask> = {}) =>
      ask(`PUT /v1/agency/${what}`, { body, ...more }),
    events: async () =>
      (await store.load(agencyStream(TENANT))).commits.flatMap(({ events }) =>
        events.map(({ type, data }) => ({ type, data })),
      ),
  };
};
