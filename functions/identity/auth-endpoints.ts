import type { UserDirectory } from '../../adapters/cognito/user-directory.ts';
import type { EventStore } from '../../store/event-store.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { journal } from './journal.ts';
import { sessionEndpoints } from './sessions.ts';
import { signInEndpoints } from './sign-in.ts';
import { unlockEndpoint } from './unlock.ts';

/** Everything users do at the door, over any directory and any store. */
export const authEndpoints = (parts: {
  readonly directory: UserDirectory;
  readonly store: EventStore;
}): readonly Endpoint[] => {
  const door = { directory: parts.directory, journal: journal(parts.store) };
  return [...signInEndpoints(door), ...sessionEndpoints(door), unlockEndpoint(door)];
};
