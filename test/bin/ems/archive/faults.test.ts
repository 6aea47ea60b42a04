import { expect, test } from 'vitest';
import { faultOf, told } from '../../../../bin/ems/archive/faults.ts';
import { OperatorFault } from '../../../../bin/ems/cli/fault.ts';
import { BrokenArchive } from '../../../../store/archive/broken-archive.ts';
import { RestoreConflict } from '../../../../store/archive/restore-conflict.ts';
import { CorruptCommit } from '../../../../store/corrupt-commit.ts';

const at = { stream: 'lakeside-ems#chart#1', version: 3 };

test.each([
  [
    new BrokenArchive({ tenant: 'lakeside-ems', seq: 7, ...at }, 'it is gone'),
    'The archive of lakeside-ems is broken at seq 7 (lakeside-ems#chart#1 version 3): it is gone.',
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
  const fault = faultOf(error);
  expect(fault).toBeInstanceOf(OperatorFault);
  expect(fault).toMatchObject({ problem, exitCode: 1, advice: expect.stringMatching(/\.$/) });
  expect(() => told(error)).toThrow(problem);
});

test.each([new Error('Unforeseen.'), 'text'])('Anything else stays as it is: %s', (error) => {
  expect(faultOf(error)).toBe(error);
});
