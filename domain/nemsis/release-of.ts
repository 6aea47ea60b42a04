import type { ReleaseFrom } from '../../schemas/agency.ts';
import { NEWEST_RELEASE } from '../../schemas/nemsis/releases.ts';

/** The release that holds, and the rule packs that judge by it. */
export type ReleaseInForce = Pick<ReleaseFrom, 'release' | 'packs'>;

/**
 * The release by which what is of a date (as 2026-03-01, by the clocks of the agency) is judged: the last that holds from
 * then or before, and until the first one the newest that is built in.
 */
export const releaseOf = (
  { releases }: { readonly releases: readonly ReleaseFrom[] },
  date: string,
  newest: string = NEWEST_RELEASE,
): ReleaseInForce => {
  const found = releases.findLast(({ from }) => from <= date);
  return found ? { release: found.release, packs: found.packs } : { release: newest, packs: [] };
};
