import type { AgencyState } from '../../schemas/agency.ts';

/** Whose data an agency holds besides its own: its people's, each under the id of their group. */
export const agencySubjects = (agency: Pick<AgencyState, 'people'> | undefined): readonly string[] =>
  Object.keys(agency?.people ?? {}).map((id) => `crew/${id}`);
