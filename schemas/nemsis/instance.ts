import * as z from 'zod';

/** The instance id of what stands in no repeating group: of the chart itself. */
export const ROOT = 'root';

/** The instance id of the chief complaint, which a chart has once. */
export const CHIEF_COMPLAINT = 'chief-complaint';

const CREW = 'crew/';

/** The instance id of somebody of the crew. */
export const crewInstance = (crewId: string): string => `${CREW}${crewId}`;

/** Whether an instance is somebody of the crew, so that what it says is theirs and not the patient's. */
export const isCrewInstance = (id: string): boolean => id.startsWith(CREW);

/** Whose an instance of {@link CrewInstance} is. */
export const crewOf = (id: string): string => id.slice(CREW.length);

const UUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const CREW_ID = '[^#\\p{Cc}\\p{Cs}]{1,50}';
const CHARTS = `${ROOT}|${CHIEF_COMPLAINT}|${UUID}`;

const matching = (form: string, says: string) =>
  z
    .string()
    .regex(new RegExp(`^(?:${form})$`, 'u'), `must be ${says}`)
    .meta({ description: says });

/** An instance that is somebody of the crew. */
export const CrewInstance = matching(`${CREW}${CREW_ID}`, `${CREW} with the id of somebody of the crew`);

/** An instance that is the patient's: the chart itself, a typed part of it by its id, or a group with an id of its own. */
export const PatientInstance = matching(CHARTS, `${ROOT}, ${CHIEF_COMPLAINT}, or a UUID`);

/** Any instance. */
export const InstanceId = matching(
  `${CHARTS}|${CREW}${CREW_ID}`,
  `${ROOT}, ${CHIEF_COMPLAINT}, ${CREW} with the id of somebody of the crew, or a UUID`,
);
