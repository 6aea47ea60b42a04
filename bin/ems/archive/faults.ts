import { BrokenArchive } from '../../../store/archive/broken-archive.ts';
import { RestoreConflict } from '../../../store/archive/restore-conflict.ts';
import { ShortArchive } from '../../../store/archive/short-archive.ts';
import { CorruptCommit } from '../../../store/corrupt-commit.ts';
import { BrokenLog } from '../../../store/log/broken-log.ts';
import { toldWith } from '../cli/told.ts';

/** Throws what operators are told of a rejection where an archive is worked on. */
export const told = toldWith([
  [
    BrokenArchive,
    'Nothing was written there. Look at the versions of the objects around that number: what is locked is still there.',
  ],
  [
    ShortArchive,
    'Nothing of it was written. Its newest objects are missing: look at their versions. What there is, is restored with --without-log.',
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
