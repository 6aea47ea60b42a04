import * as decider from '../../domain/export.ts';
import type { BusEntry } from '../../schemas/commit.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { ExportCommand } from '../../schemas/export.ts';
import type { EventStore } from '../../store/event-store.ts';
import { derivedId } from '../commands/ids.ts';
import { runCommand } from '../commands/run-command.ts';
import { exportStream } from './export-head.ts';

/** Who goes on with an export that somebody asked for. */
const SYSTEM = { user_id: 'exports', role: 'system' } as const;

/** What an export was told of, and when. */
export interface Told {
  readonly entry: Pick<BusEntry, 'tenant_id' | 'id' | 'version' | 'hash' | 'correlation_id'>;
  readonly time: string;
}

/** The next step of an export could not be recorded: the message comes again, and finds what was before. */
class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/** Records the next step of an export, because of the commit that was told; recorded before, it is not again. */
export const recordStep = async (
  store: EventStore,
  command: Exclude<ExportCommand, { type: 'request' }>,
  { entry, time }: Told,
): Promise<void> => {
  const done = await runCommand(store, {
    decider,
    stream: exportStream(entry),
    command,
    because: {
      time,
      actor: SYSTEM,
      command_id: derivedId('export-step', entry.id, String(entry.version), command.type),
      correlation_id: entry.correlation_id,
      causation_id: entry.hash,
    },
  });
  if (isRefusal(done)) throw new StepRefused(`${command.type} of ${entry.id}: ${done.code}`);
};
