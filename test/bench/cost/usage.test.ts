import { describe, expect, it } from 'vitest';
import type { Call } from '../../../bench/cost/call.ts';
import { NOTHING_USED } from '../../../bench/cost/dollars.ts';
import { usageOf } from '../../../bench/cost/usage.ts';

const call = (part: Pick<Call, 'service' | 'operation'> & Partial<Call>): Call => ({
  input: {},
  bytes: 100,
  write_units: 0,
  read_units: 0,
  put: [],
  ...part,
});

describe("What has a price of a function's work", () => {
  it('is its runs, their gigabyte-seconds and their logs, with three lines of Lambda each', () => {
    expect(usageOf({ runs: 2, billed_ms: 250, log_bytes: 500, calls: [] })).toStrictEqual({
      ...NOTHING_USED,
      lambda_runs: 2,
      lambda_gb_seconds: 0.25,
      log_bytes: 500 + 2 * 400,
    });
  });

  it('is what its calls consumed, each by its service', () => {
    const calls = [
      call({ service: 'dynamodb', operation: 'PutItem', write_units: 2 }),
      call({ service: 'dynamodb', operation: 'Query', read_units: 3 }),
      call({ service: 'sqs', operation: 'SendMessage' }),
      call({ service: 'sockets', operation: 'POST' }),
      call({ service: 's3', operation: 'PUT' }),
      call({ service: 'kms', operation: 'Decrypt' }),
      call({ service: 'events', operation: 'PutEvents' }),
    ];
    expect(usageOf({ runs: 0, billed_ms: 0, log_bytes: 0, calls })).toStrictEqual({
      ...NOTHING_USED,
      write_units: 2,
      read_units: 3,
      queue_requests: 1,
      socket_messages: 1,
      objects_put: 1,
      key_requests: 1,
    });
  });

  it('counts a long message as several', () => {
    const calls = [
      call({ service: 'sqs', operation: 'SendMessage', bytes: 64 * 1024 + 1 }),
      call({ service: 'sockets', operation: 'POST', bytes: 32 * 1024 }),
    ];
    const { queue_requests, socket_messages } = usageOf({ runs: 0, billed_ms: 0, log_bytes: 0, calls });
    expect([queue_requests, socket_messages]).toStrictEqual([2, 1]);
  });
});
