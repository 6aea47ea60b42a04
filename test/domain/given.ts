import { decide, evolve, initial } from '../../domain/chart.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import type { ChartEvent } from '../../schemas/chart/events.ts';
import type { Chart } from '../../schemas/chart/state.ts';
import type { Actor } from '../../schemas/identity.ts';

/** A chart after these events. */
export const chartAfter = (events: readonly ChartEvent[]): Chart => events.reduce(evolve, initial);

/** Given what happened, what does the command make of it? */
export const given = (events: readonly ChartEvent[], command: ChartCommand, actor: Actor) =>
  decide(chartAfter(events), command, actor);
