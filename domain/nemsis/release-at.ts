import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import { localText, zoneOf } from './chart-map/zone.ts';
import { releaseOf } from './release-of.ts';

const DATE = 'yyyy-mm-dd'.length;

/** What says which release holds: the agency's choices, and where its clocks are (UTC while nobody knows). */
type Choices = Pick<AgencyProfile, 'releases'> & {
  readonly facts?: { readonly time_zone: string } | undefined;
};

/** The release of the date that something is of, by the clocks of the agency, and the packs chosen for it. */
export const releaseAt = ({ releases, facts }: Choices, moment: string) =>
  releaseOf({ releases }, localText(moment, zoneOf(facts?.time_zone ?? 'UTC')).slice(0, DATE));
