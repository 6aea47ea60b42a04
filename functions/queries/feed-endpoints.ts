import * as routes from '../../schemas/routes/events.ts';
import type { Feed } from '../../store/feed/feed.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';

/** Reading the feed of the caller's tenant. */
export const feedEndpoints = (feed: Feed): readonly Endpoint[] => [
  endpoint(routes.listEvents, async ({ caller, query: { after, limit } }) => {
    const entries = await feed.read(caller.tenant_id, after, limit);
    const items = entries.map(({ tenant_id: _, ...entry }) => entry);
    return { items, next_after: items.at(-1)?.seq ?? after };
  }),
];
