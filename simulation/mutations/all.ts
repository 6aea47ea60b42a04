import { FEED } from './feed.ts';
import { KEYS } from './keys.ts';
import type { Mutation } from './mutation.ts';
import { PROJECTIONS } from './projections.ts';
import { PUBLISHER } from './publisher.ts';
import { STORE } from './store.ts';

/** Every bug that can be planted, each of which the simulation is to find. */
export const MUTATIONS: readonly Mutation[] = [...STORE, ...PUBLISHER, ...FEED, ...PROJECTIONS, ...KEYS];
