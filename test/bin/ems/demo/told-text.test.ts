import { expect, test } from 'vitest';
import { toldText } from '../../../../bin/ems/demo/told-text.ts';
import type { Push } from '../../../../local/demo/live-channel.ts';

const finding = (severity: 'FATAL' | 'WARNING', message: string) => ({
  severity,
  element: 'eTimes.03',
  message,
});

test('what is told stands in one column, whatever it is', () => {
  const push: Push = {
    type: 'incident.updated',
    channel: 'incident:a:b',
    chart_id: 'c1',
    version: 3,
    events: ['chart.opened'],
  };
  const findings = [finding('FATAL', 'It is missing.'), finding('WARNING', 'It is odd.')];
  const lines = [
    toldText({ kind: 'step', title: 'the chart becomes locked', ms: 12 }),
    toldText({ kind: 'push', push }),
    toldText({ kind: 'findings', findings, more: 2 }),
    toldText({ kind: 'findings', findings: findings.slice(0, 1), more: 0 }),
  ];
  expect(lines.join('\n').split('\n')).toStrictEqual([
    '     12 ms  the chart becomes locked',
    '      push  incident.updated, version 3: chart.opened',
    '     fatal  It is missing.',
    '   warning  It is odd.',
    '            and 2 more',
    '     fatal  It is missing.',
  ]);
});
