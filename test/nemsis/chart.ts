import { chartOf as chartAfter } from '../../bin/ems/nemsis/chart-of.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { CHART_ID, MEDIC, minute } from '../sample-chart.ts';

/** The chart that a medic's commands make; throws where the domain refuses one. */
export const chartOf = (commands: readonly ChartCommand[]): ChartView =>
  chartAfter(commands, { id: CHART_ID, version: 1, time: minute(0), actor: MEDIC });
