import type { ChartCommand } from '../../schemas/chart/commands.ts';
import type { Caller } from '../../schemas/identity.ts';
import type { Random } from '../random.ts';
import type { Asked } from './ledger.ts';
import { crewOf, markOf, type PlannedChart, patientOf } from './plan.ts';

interface Content {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly mayAddNothing?: boolean;
  command(made: string): ChartCommand;
}
type Make = (chart: PlannedChart, unique: string) => Content;

const recorded = (
  operation: string,
  changes: Extract<ChartCommand, { type: 'record' }>['changes'],
): Content => ({
  operation,
  body: changes,
  command: () => ({ type: 'record', changes }),
});

const narrative: Make = (chart, unique) =>
  recorded('patchNarrative', { narrative: { text: `${markOf(patientOf(chart))}, ${unique}` } });

/** Two events in one commit. */
const patient: Make = (chart, unique) =>
  recorded('patchChart', {
    response: { unit_call_sign: unique },
    patient: { last_name: 'Example', street: `${markOf(patientOf(chart))}, ${unique}`.slice(0, 255) },
  });

const crew: Make = ({ tenant_id }, unique) => {
  const member = { crew_id: crewOf(tenant_id).subject.id, level: '9925007', roles: ['2403001'] };
  const name = markOf(crewOf(tenant_id));
  return recorded('patchChart', { response: { unit_number: unique, crew: [{ ...member, name }] } });
};

const callSign: Make = (_, unique) => recorded('patchChart', { response: { unit_call_sign: unique } });

const vitals: Make = (_, unique) => {
  const taken = { taken_at: '2025-03-02T08:20:00.000Z', heart_rate: 60 + (unique.length % 40) };
  return {
    operation: 'recordVitals',
    body: taken,
    command: (vital_id) => ({ type: 'record_vitals', vital_id, vitals: taken }),
  };
};

const inProgress: Make = () => ({
  operation: 'changeChartStatus',
  body: { to: 'in_progress' },
  mayAddNothing: true,
  command: () => ({ type: 'change_status', to: 'in_progress' }),
});

const CHANGES: readonly [Make, ...Make[]] = [narrative, patient, crew, callSign, vitals, vitals, inProgress];

const open = ({ incident_number, incident_id }: PlannedChart): Content => ({
  operation: 'openChart',
  body: { incident_number },
  mayAddNothing: true,
  command: () => ({ type: 'open', incident_number, incident_id }),
});

/** The opening of a chart. Whoever opens it uses the same key. */
export const opening = (caller: Caller, chart: PlannedChart): Asked => {
  const { operation, body, command } = open(chart);
  return { chart, caller, key: chart.key, params: {}, operation, body, command, mayAddNothing: true };
};

/** The recording of vital signs. */
export const recording = (caller: Caller, chart: PlannedChart, key: string): Asked => {
  const { operation, body, command } = vitals(chart, key);
  return { chart, caller, key, params: { id: chart.id }, operation, body, command, mayAddNothing: false };
};

/** Some change of a chart, unlike any other. */
export const someChange = (
  random: Random,
  chart: PlannedChart,
  by: { caller: Caller; key: string },
): Asked => {
  const { mayAddNothing = false, ...content } = random.pick(CHANGES)(chart, by.key);
  return { chart, ...by, params: { id: chart.id }, ...content, mayAddNothing };
};
