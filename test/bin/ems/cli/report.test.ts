import { SQSServiceException } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { OperatorFault } from '../../../../bin/ems/cli/fault.ts';
import type { Io } from '../../../../bin/ems/cli/io.ts';
import { report } from '../../../../bin/ems/cli/report.ts';

const reported = (error: unknown, json = false) => {
  let err = '';
  const io: Io = {
    out: () => expect.unreachable('an error is never a result'),
    err(text) {
      err += text;
    },
    input: async () => '',
    interrupted: () => new AbortController().signal,
    now: () => new Date(0),
  };
  return { exitCode: report(io, error, json), err };
};

const denied = new SQSServiceException({
  name: 'AccessDenied',
  message: 'not authorized to perform sqs:ReceiveMessage',
  $fault: 'client',
  $metadata: { httpStatusCode: 403 },
});

describe('what an operator can put right is told without a stack trace', () => {
  test.each([
    ['a fault of ours', new OperatorFault({ problem: 'P.', advice: 'A.' }), 1, 'error: P.\n  A.\n'],
    [
      'a wrong request',
      new OperatorFault({ problem: 'P.', advice: 'A.', exitCode: 2 }),
      2,
      'error: P.\n  A.\n',
    ],
    [
      'a refusal of AWS',
      denied,
      1,
      'AWS refused: AccessDenied: not authorized to perform sqs:ReceiveMessage',
    ],
    [
      'no connection',
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      1,
      'does not answer (ECONNREFUSED)',
    ],
    [
      'no credentials',
      Object.assign(new Error('Could not load credentials'), { tryNextLink: false }),
      1,
      'no usable AWS credentials',
    ],
    ['no region', new Error('Region is missing'), 1, 'AWS_REGION'],
  ])('%s', (_, error, exitCode, says) => {
    const told = reported(error);
    expect(told.exitCode).toBe(exitCode);
    expect(told.err).toContain(says);
    expect(told.err).not.toContain('    at ');
  });
});

test('anything else is a fault of the command, shown with its stack', () => {
  const told = reported(new TypeError('undefined is not a function'));
  expect(told.exitCode).toBe(1);
  expect(told.err).toMatch(
    /^A fault of this command itself;.*\nTypeError: undefined is not a function\n {4}at /,
  );
  expect(reported('text').err).toContain('text');
});

test('for machines a fault is one line of JSON', () => {
  const told = reported(new OperatorFault({ problem: 'P.', advice: 'A.' }), true);
  expect(told.err).toBe('{"error":{"problem":"P.","advice":"A."}}\n');
});
