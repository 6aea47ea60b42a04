import type { ChartView } from '../../schemas/chart/view.ts';

/** Whose data a chart holds: its patient's, who is named by the chart, and that of the crew. */
export const chartSubjects = ({ id, response }: Pick<ChartView, 'id' | 'response'>): readonly string[] => [
  `patient/${id}`,
  ...(response.crew ?? []).map(({ crew_id }) => `crew/${crew_id}`),
];
