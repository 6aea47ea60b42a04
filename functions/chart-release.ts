import { releaseAt } from '../domain/nemsis/release-at.ts';
import type { AgencyProfile } from '../schemas/nemsis/agency.ts';
import type { Dictionary } from '../schemas/nemsis/dictionary.ts';
import { builtIn, type Dictionaries } from '../schemas/nemsis/releases.ts';

interface Parts {
  readonly dictionaries: Dictionaries;
  agency(tenantId: string): Promise<AgencyProfile>;
}

/** By what a chart is judged: the release that its agency has for its date, the rule packs, and what the agency has said. */
export interface ChartRelease {
  readonly profile: AgencyProfile;
  readonly dictionary: Dictionary;
  readonly packs: readonly string[];
}

/** By what the charts of an agency of a moment are judged, wherever it is: when they are written, validated or exported. */
export const chartRelease = async (
  { dictionaries, agency }: Parts,
  tenantId: string,
  moment: string,
): Promise<ChartRelease> => {
  const profile = await agency(tenantId);
  const { release, packs } = releaseAt(profile, moment);
  return { profile, dictionary: builtIn(dictionaries, release, 'EMS'), packs };
};
