import { refuse, whenAccepted } from '../../schemas/error.ts';
import * as routes from '../../schemas/routes/auth.ts';
import { becauseOf } from '../commands/ids.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { Door } from './door.ts';

const NO_SUCH_USER = refuse('NOT_FOUND', 'There is no such user in your agency.');

/** An admin lets a user of their own agency try again. Another agency's user is nobody here. */
export const unlockEndpoint = ({ directory, journal }: Door): Endpoint =>
  endpoint(routes.unlockUser, async (request) => {
    const { caller, params, now } = request;
    const user = await directory.find(params.id);
    if (user?.tenant_id !== caller.tenant_id) return NO_SUCH_USER;
    const done = await journal.record(user, { type: 'unlock', at: now }, becauseOf('unlockUser', request));
    return whenAccepted(done, ({ version }) => ({ id: params.id, version }));
  });
