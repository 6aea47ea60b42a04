import { expect, test } from 'vitest';
import { told } from '../../../../bin/ems/archive/faults.ts';
import { BrokenArchive } from '../../../../store/archive/broken-archive.ts';
import { RestoreConflict } from '../../../../store/archive/restore-conflict.ts';
import { ShortArchive } from '../../../../store/archive/short-archive.ts';
import { CorruptCommit } from '../../../../store/corrupt-commit.ts';
import { BrokenLog } from '../../../../store/log/broken-log.ts';

const at = { stream: 'lakeside-ems#chart#1', version: 3 };

test.each([
  [
    new BrokenArchive({ tenant: 'lakeside-ems', seq: 7, ...at }, 'it is gone'),
    'The archive of lakeside-ems is broken at seq 7 (lakeside-ems#chart#1 version 3): it is gone.',
  ],
  [
    new ShortArchive('lakeside-ems', { archived: 7, signed: 9 }),
    'The archive of lakeside-ems ends after 7 commits; the newest checkpoint of its log counts 9.',
  ],
  [
    new BrokenLog('checkpoint/1-2', 'it counts 3 entries'),
    'The log is broken at checkpoint/1-2: it counts 3 entries.',
  ],
  [
    new RestoreConflict(at, 'another is there'),
    'lakeside-ems#chart#1 version 3 cannot be restored: another is there.',
  ],
  [
    new CorruptCommit(at, 'it was changed'),
    'The commit at lakeside-ems#chart#1 version 3 cannot be read: it was changed.',
  ],
])('What is known to happen is told to operators, with what to do: $name', (error, problem) => {
  const advice = expect.stringMatching(/\.$/);
  expect(() => told(error)).toThrow(expect.objectContaining({ name: 'OperatorFault', problem, advice }));
});
