import { decide, evolve, initial } from '../../../domain/chart.ts';
import { type CommitFacts, project } from '../../../projections/charts.ts';
import { ChartCommand } from '../../../schemas/chart/commands.ts';
import type { ChartEvent } from '../../../schemas/chart/events.ts';
import type { Chart } from '../../../schemas/chart/state.ts';
import type { ChartView } from '../../../schemas/chart/view.ts';
import { isRefusal } from '../../../schemas/error.ts';

const eventsOf = (
  chart: Chart,
  command: ChartCommand,
  actor: CommitFacts['actor'],
): readonly ChartEvent[] => {
  const decision = decide(chart, ChartCommand.parse(command), actor);
  if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.message}`);
  return decision;
};

/**
 * The chart as it is read after commands that an import made, without a store. Throws where the domain refuses one: an
 * import makes none that it would.
 */
export const chartOf = (commands: readonly ChartCommand[], facts: CommitFacts): ChartView => {
  let chart: Chart = initial;
  let view: ChartView | undefined;
  for (const command of commands)
    for (const event of eventsOf(chart, command, facts.actor)) {
      chart = evolve(chart, event);
      view = project(view, event, facts);
    }
  if (!view) throw new Error('No command opened a chart.');
  return view;
};
