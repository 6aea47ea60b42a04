import { describe, expect, it } from 'vitest';
import { renderReport, renderResult } from '../../../bench/report/render.ts';
import type { Result } from '../../../bench/report/result.ts';

const MACHINE = {
  cpu: 'Some CPU',
  cores: 2,
  memory_gib: 24,
  platform: 'linux x64',
  node: '24.21.0',
  load_before: 0.5,
};

const taken: Result = {
  part: 'latency',
  measured_at: '2026-03-01T10:00:00.000Z',
  machine: MACHINE,
  outcome: {
    status: 'measured',
    tables: [
      {
        title: 'Since the request was sent',
        rows: [
          { hop: 'the function', 'p50 ms': 6.7 },
          { hop: 'the push', 'p50 ms': 135 },
        ],
      },
    ],
    reading: ['One client.'],
  },
};

const skipped: Result = {
  ...taken,
  part: 'store',
  outcome: { status: 'skipped', reason: 'There is no Java.' },
};

describe('A report of measurements', () => {
  it('shows date, machine, tables and how to read them', () => {
    expect(renderResult(taken)).toBe(
      [
        '## A command through the deployed stack',
        '',
        'Measured at 2026-03-01T10:00:00.000Z on 2 cores of Some CPU, 24 GiB, linux x64, Node 24.21.0; load before: 0.5.',
        '',
        '**Since the request was sent**',
        '',
        '| hop          | p50 ms |',
        '|--------------|--------|',
        '| the function | 6.7    |',
        '| the push     | 135    |',
        '',
        '- One client.',
      ].join('\n'),
    );
  });

  it('says why a part was not measured', () => {
    expect(renderReport([taken, skipped]).split('\n').at(-2)).toBe('Not measured: There is no Java.');
  });
});
