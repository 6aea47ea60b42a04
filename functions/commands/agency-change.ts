import * as agency from '../../domain/agency.ts';
import type { AgencyCommand } from '../../schemas/agency.ts';
import type { Refusal } from '../../schemas/error.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import type { Because, EventStore } from '../../store/event-store.ts';
import { agencyHead, agencyStream, standardAt } from '../agency.ts';
import { type CommandDone, runCommand } from './run-command.ts';

/** What agencies are changed with: their streams, and the releases of the standard. */
export interface AgencyParts {
  readonly store: EventStore;
  readonly dictionaries: Dictionaries;
}

/** One change of an agency. */
export interface AgencyChange {
  readonly tenant_id: string;
  readonly command: AgencyCommand;
  readonly because: Because;
  /** The version the client last saw. */
  readonly seen?: number;
}

/** Runs one command on an agency, judged by the release of its day. */
export const changeAgency = async (
  { store, dictionaries }: AgencyParts,
  { tenant_id, command, because, ...seen }: AgencyChange,
): Promise<CommandDone | Refusal> => {
  const { state } = await agencyHead(store, tenant_id, 'warm');
  const standard = standardAt(state, because.time, dictionaries);
  const stream = agencyStream(tenant_id);
  return runCommand(store, {
    decider: agency,
    stream,
    command: { ...command, standard },
    because,
    ...seen,
  });
};
