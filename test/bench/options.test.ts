import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

describe('The command line of the measurements', () => {
  it('measures everything when nothing is said', () => {
    expect(readOptions([])).toStrictEqual({
      only: ['bundles', 'store', 'rebuild', 'simulation', 'cost', 'latency', 'nemsis', 'verdicts'],
      runs: 21,
      commands: 50,
    });
  });

  it('takes parts, counts and an engine', () => {
    const argv = ['--only', 'latency,bundles', '--runs', '15', '--commands', '10'];
    expect(readOptions([...argv, '--endpoint', 'http://127.0.0.1:4566/'])).toStrictEqual({
      only: ['latency', 'bundles'],
      runs: 15,
      commands: 10,
      endpoint: 'http://127.0.0.1:4566',
    });
  });
});
