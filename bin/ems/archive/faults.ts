import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { RestoreConflict } from '../../../store/archive/restore-conflict.ts';
import { ShortArchive } from '../../../store/archive/short-archive.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { OperatorFault } from '../cli/fault.ts';

const ADVICE = new Map<unknown, string>([
  [
    BrokenArchive,
    'Nothing was written there. Look at the versions of the objects around that number: what is locked is still there.',
  ],
  [
    ShortArchive,
    'Nothing was written. Its newest objects are missing: look at their versions. What there is, is restored with --without-log.',
  ],
  [
    BrokenLog,
    'What the log signed cannot be read, so nothing proves the end of the archive. Restore without that proof with --without-log.',
  ],
  [
    RestoreConflict,
    'Nothing was written over. Restore into empty tables (--into, --into-feed), and compare the two.',
  ],
  [
    CorruptCommit,
    'Look at the stream ("ems stream show"), and restore the commit from the archive or a backup.',
  ],
]);

/** A fault that is known to happen to archives, as operators are told of it; anything else as it is. */
export const faultOf = (error: unknown): unknown => {
  const advice = error instanceof Error ? ADVICE.get(error.constructor) : undefined;
  if (!(error instanceof Error) || advice === undefined) return error;
  return new OperatorFault({ problem: error.message, advice });
};

/** Throws the fault for a rejection. */
export const told = (error: unknown): never => {
  throw faultOf(error);
};
