import * as decider from '../../domain/chart.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import { type Refusal, whenAccepted } from '../../schemas/error.ts';
import type { EventStore } from '../../store/event-store.ts';
import { becauseOf, madeBy, type SignedRequest } from './ids.ts';
import { runCommand } from './run-command.ts';

/** One change of a chart that a request asks for. */
export interface Change {
  readonly id: string;
  readonly operation: string;
  /** The version the client last saw; absent for an opening. */
  readonly seen?: number;
  /** Makes the command; `made` is the id for what it creates, the same whenever the same command is repeated. */
  command(made: string): ChartCommand;
}

/** What came of it: the chart, the version that has the change, and the id for what was created. */
export interface Changed {
  readonly id: string;
  readonly version: number;
  readonly made: string;
}

/** Runs one command on the caller's own agency's chart. */
export const changeChart = async (
  store: EventStore,
  request: SignedRequest,
  { id, operation, command, ...seen }: Change,
): Promise<Changed | Refusal> => {
  const because = becauseOf(operation, request);
  const made = madeBy(operation, request);
  const stream = { tenant_id: request.caller.tenant_id, category: 'chart', id } as const;
  const done = await runCommand(store, { decider, stream, command: command(made), because, ...seen });
  return whenAccepted(done, ({ version }) => ({ id, version, made }));
};

/** The part of every write's answer: where to read it, and from which version on. */
export const written = ({ id, version }: Changed) => ({ id, version });
