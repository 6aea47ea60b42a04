import * as routes from '../../schemas/routes/agency.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import type { EventStore } from '../../store/event-store.ts';
import { agencyHead, profileAt } from '../agency.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { agencySubjects } from './agency-subjects.ts';
import { recordRead } from './record-read.ts';

interface Parts {
  readonly store: EventStore;
  readonly trail: AccessTrail;
}

/** What the agency says of itself in clear; with its people, whose data the trail then has as read. */
const getAgency = ({ store, trail }: Parts) =>
  endpoint(routes.getAgency, async (request) => {
    const { state, version } = await agencyHead(store, request.caller.tenant_id);
    const people = request.query.people === 'true' ? state.people : {};
    const subjects = agencySubjects({ people });
    await recordRead(trail, request, { operation: routes.getAgency.operation, subjects });
    const { time_zone } = state;
    return { ...profileAt({ state: { ...state, people }, version }), ...(time_zone && { time_zone }) };
  });

/** Reading an agency, by its own people. */
export const agencyQueryEndpoints = (parts: Parts): readonly Endpoint[] => [getAgency(parts)];
