import type { SectionChanges } from '../../../schemas/chart/patches.ts';
import { DISPOSITION } from './disposition.ts';
import { LOCATION } from './location.ts';
import { NARRATIVE } from './narrative.ts';
import { PATIENT } from './patient.ts';
import { RESPONSE } from './response.ts';
import { carriedBy, type Said } from './row.ts';
import { SITUATION } from './situation.ts';
import type { TakenGroups } from './take-groups.ts';
import { TIMES } from './times.ts';
import type { Zone } from './zone.ts';

/** What a report says outside of repeating groups, in the fields of the chart's sections, and what stands beside them. */
export interface TakenSections {
  readonly changes: Partial<SectionChanges>;
  readonly said: Said;
}

const all = (said: Said, zone: Zone) => {
  const response = carriedBy(RESPONSE, said, zone);
  const times = carriedBy(TIMES, response.entries, zone);
  const location = carriedBy(LOCATION, times.entries, zone);
  const situation = carriedBy(SITUATION, location.entries, zone);
  const disposition = carriedBy(DISPOSITION, situation.entries, zone);
  const patient = carriedBy(PATIENT, disposition.entries, zone);
  const narrative = carriedBy(NARRATIVE, patient.entries, zone);
  return { response, times, location, situation, disposition, patient, narrative };
};

const filled = (changes: SectionChanges): Partial<SectionChanges> =>
  Object.fromEntries(Object.entries(changes).filter(([, fields]) => Object.keys(fields).length > 0));

/** Reads the sections of a report, together with the crew and the chief complaint that its groups became. */
export const takeSections = (
  said: Said,
  { crew, complaint }: Pick<TakenGroups, 'crew' | 'complaint'>,
  zone: Zone,
): TakenSections => {
  const { response, times, location, situation, disposition, patient, narrative } = all(said, zone);
  const changes = filled({
    response: { ...response.fields, ...(crew.length > 0 && { crew: [...crew] }) },
    times: times.fields,
    location: location.fields,
    situation: { ...situation.fields, ...complaint },
    disposition: disposition.fields,
    patient: patient.fields,
    narrative: narrative.fields,
  });
  return { changes, said: narrative.entries };
};
