import type { OpenChart } from '../schemas/chart/state.ts';
import { CHIEF_COMPLAINT, crewOf, isCrewInstance } from '../schemas/nemsis/instance.ts';
import { GROUPS } from './nemsis/chart-map/groups.ts';

const ofCrew = ({ sections: { response } }: OpenChart, crewId: string): string | undefined =>
  response.crew?.some(({ crew_id }) => crew_id === crewId) ? GROUPS.crew : undefined;

const ofIntervention = ({ interventions }: OpenChart, id: string): string | undefined => {
  const kind = interventions[id]?.kind;
  return kind && GROUPS[kind];
};

const ofFile = ({ signatures, attachments }: OpenChart, id: string): string | undefined => {
  if (signatures[id]) return GROUPS.signature;
  return attachments[id] ? GROUPS.attachment : undefined;
};

/** The group of the standard that a typed part of a chart is; undefined where the chart has no such part. */
export const typedGroup = (chart: OpenChart, id: string): string | undefined => {
  if (id === CHIEF_COMPLAINT) return GROUPS.complaint;
  if (isCrewInstance(id)) return ofCrew(chart, crewOf(id));
  if (chart.vitals[id]) return GROUPS.vitals;
  return ofIntervention(chart, id) ?? ofFile(chart, id);
};
