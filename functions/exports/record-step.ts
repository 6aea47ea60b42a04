import * as decider from '../../domain/export.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { ExportCommand } from '../../schemas/export.ts';
import type { EventStore } from '../../store/event-store.ts';
import { runCommand } from '../commands/run-command.ts';
import { exportStream } from './export-head.ts';

/** Who goes on with an export that somebody asked for. */
const SYSTEM = { user_id: 'exports', role: 'system' } as const;

/** What an export was told of, when, the version that the step stands on, and an id for it. */
export interface Step {
  readonly entry: Pick<BusEntry, 'tenant_id' | 'id' | 'hash' | 'correlation_id'>;
  readonly time: string;
  readonly seen: number;
  readonly command_id: string;
}

/** The next step of an export could not be recorded: the message comes again, and finds what was before. */
class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/**
 * Records the next step of an export, because of the commit that was told. Gives the version that has it, or
 * `overtaken` when somebody else went on from the same version: then it is theirs to go on.
 */
export const recordStep = async (
  store: EventStore,
  command: Exclude<ExportCommand, { type: 'request' }>,
  { entry, time, seen, command_id }: Step,
): Promise<number | 'overtaken'> => {
  const { correlation_id, hash: causation_id } = entry;
  const done = await runCommand(store, {
    decider,
    stream: exportStream(entry),
    command,
    seen,
    because: { time, actor: SYSTEM, command_id, correlation_id, causation_id },
  });
  if (!isRefusal(done)) return done.version;
  if (done.code === 'VERSION_CONFLICT') return 'overtaken';
  throw new StepRefused(`${command.type} of ${entry.id}: ${done.code}`);
};
