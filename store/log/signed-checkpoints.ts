import { BrokenLog } from './broken-log.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { CHECKPOINTS, checkpointPath } from './checkpoint-path.ts';
import type { LogFiles } from './log-files.ts';
import type { VerifierKey } from './verifier-key.ts';

/** A checkpoint as the log stores it, and what its note says. */
export interface SignedCheckpoint {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** A log that is read: where it lies, and whose signature counts. */
export interface SignedLog {
  readonly files: LogFiles;
  readonly key: VerifierKey;
}

const opened = async ({ files, key }: SignedLog, path: string): Promise<SignedCheckpoint> => {
  const note = Buffer.from((await files.get(path)) ?? []).toString('utf8');
  const checkpoint = openCheckpoint(note, key);
  if (!checkpoint) throw new BrokenLog(path, `it is no checkpoint that the key of ${key.name} signed`);
  if (checkpointPath(checkpoint.size) !== path)
    throw new BrokenLog(path, `it counts ${checkpoint.size} entries`);
  return { note, checkpoint };
};

/** The checkpoints that a log has signed, newest first; throws BrokenLog at one that it did not sign. */
export async function* signedCheckpoints(log: SignedLog): AsyncGenerator<SignedCheckpoint> {
  for await (const path of log.files.paths(CHECKPOINTS)) yield opened(log, path);
}

/** The newest checkpoint of a log, found by one listing; none when it has none yet. */
export const newestCheckpoint = async (log: SignedLog): Promise<SignedCheckpoint | undefined> => {
  for await (const newest of signedCheckpoints(log)) return newest;
  return undefined;
};
