import { decide, evolve, initial } from '../../domain/chart.ts';
import { ChartCommand } from '../../schemas/chart/commands.ts';
import type { Chart, OpenChart } from '../../schemas/chart/state.ts';
import { ChartView } from '../../schemas/chart/view.ts';
import { CHART_ID, MEDIC, minute } from '../sample-chart.ts';

const listed = <T, K extends string, I extends string>(known: Readonly<Record<string, T>>, id: I, key: K) =>
  Object.entries(known).map(([name, value]) => ({ [id]: name, [key]: value }));

const after = (chart: Chart, command: ChartCommand): Chart => {
  const events = decide(chart, ChartCommand.parse(command), MEDIC);
  if (!Array.isArray(events)) throw new Error(JSON.stringify(events));
  return events.reduce(evolve, chart);
};

const viewOf = ({ sections, ...chart }: OpenChart): ChartView =>
  ChartView.parse({
    id: CHART_ID,
    version: 1,
    status: chart.status,
    incident_number: chart.incident_number,
    incident_id: chart.incident_id,
    date: minute(0),
    opened_at: minute(0),
    opened_by: MEDIC.user_id,
    updated_at: minute(1),
    ...sections,
    vitals: listed(chart.vitals, 'vital_id', 'vitals'),
    interventions: listed(chart.interventions, 'intervention_id', 'intervention'),
    signatures: listed(chart.signatures, 'signature_id', 'signature'),
    attachments: listed(chart.attachments, 'attachment_id', 'attachment'),
  });

/** The chart as it is read after commands that the domain takes; throws where it refuses one. */
export const chartOf = (commands: readonly ChartCommand[]): ChartView => {
  const chart = commands.reduce(after, initial);
  if (chart.status === 'unopened') throw new Error('the chart was never opened');
  return viewOf(chart);
};
