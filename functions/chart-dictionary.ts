import type { AgencyProfile } from '../schemas/nemsis/agency.ts';
import type { Dictionary } from '../schemas/nemsis/dictionary.ts';
import type { EventStore } from '../store/event-store.ts';

/**
 * The EMS dictionary of the release that an agency has for its charts of a moment. Loaded when it is first asked for: it
 * is large, and most cold starts are for something else.
 */
export const chartDictionary =
  (store: EventStore) =>
  async (tenantId: string, moment: string): Promise<Dictionary> => {
    const [{ agencyProfile }, { chartRelease }, { dictionaryOf }] = await Promise.all([
      import('./agency.ts'),
      import('./chart-release.ts'),
      import('../schemas/nemsis/releases.ts'),
    ]);
    const agency = (id: string): Promise<AgencyProfile> => agencyProfile(store, id, 'warm');
    return (await chartRelease({ dictionaries: dictionaryOf, agency }, tenantId, moment)).dictionary;
  };
