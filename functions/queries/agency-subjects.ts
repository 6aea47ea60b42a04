import type { AgencyState } from '../../schemas/agency.ts';

/** Whose data an agency holds besides its own: its people's, each under the id of their group. */
export const agencySubjects = ({ people }: Pick<AgencyState, 'people'>): readonly string[] =>
  Object.keys(people).map((id) => `crew/${id}`);
