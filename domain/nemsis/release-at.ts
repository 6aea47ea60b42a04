import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import { localText, zoneOf } from './chart-map/zone.ts';
import { releaseOf } from './release-of.ts';

const DATE = 'yyyy-mm-dd'.length;

/** The release of the date that something is of, by the clocks of the agency, and the packs chosen for it. */
export const releaseAt = (profile: AgencyProfile, moment: string) =>
  releaseOf(profile, localText(moment, zoneOf(profile.facts?.time_zone ?? 'UTC')).slice(0, DATE));
