import * as agency from '../domain/agency.ts';
import { agencyDictionary } from '../domain/nemsis/agency-dictionary.ts';
import { agencyZone, profileOf } from '../domain/nemsis/agency-profile.ts';
import { releaseAt } from '../domain/nemsis/release-at.ts';
import type { AgencyState } from '../schemas/agency.ts';
import type { AgencyProfile } from '../schemas/nemsis/agency.ts';
import type { Dictionary } from '../schemas/nemsis/dictionary.ts';
import { builtIn, type Dictionaries, dictionaryOf, NEWEST_RELEASE } from '../schemas/nemsis/releases.ts';
import type { EventStore } from '../store/event-store.ts';
import { derivedId } from './commands/ids.ts';

/** The one stream of an agency. */
export const agencyStream = (tenant_id: string) =>
  ({ tenant_id, category: 'agency', id: derivedId('agency', tenant_id) }) as const;

/** The head of an agency's stream. */
export const agencyHead = (store: EventStore, tenantId: string, freshness: 'fresh' | 'warm' = 'fresh') =>
  store.head(agencyStream(tenantId), agency, freshness);

/** All that an agency may say in a release; throws where the release is not known. */
const dictionaryIn = (dictionaries: Dictionaries, release: string): Dictionary =>
  agencyDictionary(builtIn(dictionaries, release, 'DEM'), builtIn(dictionaries, release, 'EMS'));

/** The standard by which what an agency says at a moment is judged: that of an export of it at that moment. */
export const standardAt = (state: AgencyState, now: string, dictionaries: Dictionaries): agency.Standard => {
  const time_zone = agencyZone(state);
  const { release } = releaseAt(
    { releases: state.releases, facts: time_zone ? { time_zone } : undefined },
    now,
  );
  return {
    dictionary: dictionaryIn(dictionaries, release),
    isRelease: (name) => dictionaries(name, 'EMS') !== undefined && dictionaries(name, 'DEM') !== undefined,
  };
};

/** An agency at a head of its stream, as an export sees it. */
export const profileAt = (head: Parameters<typeof profileOf>[0]): AgencyProfile =>
  profileOf(head, dictionaryIn(dictionaryOf, NEWEST_RELEASE));

/**
 * An agency as an export sees it: its stream, folded. `warm` takes what this process remembers of it, for a minute at
 * most.
 */
export const agencyProfile = async (
  store: EventStore,
  tenantId: string,
  freshness: 'fresh' | 'warm' = 'fresh',
): Promise<AgencyProfile> => profileAt(await agencyHead(store, tenantId, freshness));
