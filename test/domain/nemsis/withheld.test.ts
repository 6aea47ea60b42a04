import { describe, expect, test } from 'vitest';
import { withheld } from '../../../domain/nemsis/withheld.ts';
import { ChartStatus } from '../../../schemas/chart/status.ts';
import type { ExportRequest } from '../../../schemas/export.ts';
import { CHART_ID } from '../../sample-chart.ts';
import { demographicsVerdict, planAt, REQUEST, verdictOf } from '../../sample-export.ts';

const held = (chart_status: ChartStatus | undefined, request: ExportRequest = REQUEST) =>
  withheld({ request, verdict: { ...verdictOf(true), ...(chart_status && { chart_status }) } });

describe('what keeps an export from its state', () => {
  test('is that its chart was not completed, and nothing else of the chart', () => {
    const free = ChartStatus.options.filter((status) => held(status) === undefined);
    expect(free).toStrictEqual(['completed', 'locked']);
  });

  test('is told with whose turn it is and what to do', () => {
    expect(held('in_progress')).toStrictEqual({
      state: 'exported',
      turn: 'medic',
      retry: false,
      text: 'The chart was in_progress at this version, so this is a file and is not submitted: complete the chart, then export it again.',
    });
  });

  test('is, of a completed chart, that the demographic data which goes first is not valid', () => {
    const verdict = { ...verdictOf(true), chart_status: 'completed' } as const;
    expect(withheld({ request: REQUEST, verdict, demographics: demographicsVerdict() })).toStrictEqual({
      state: 'exported',
      turn: 'agency_admin',
      retry: false,
      text: "The agency's demographic data has to reach the state before this, and is not valid (0 FATAL, 1 ERROR), so nothing was sent: correct it as its findings say, then export the chart again.",
    });
  });

  test('is in the way of a chart whose state nobody recorded, too', () => {
    expect(held(undefined)?.text).toContain('The chart was not known at this version');
    expect(withheld({ request: REQUEST, verdict: undefined })?.turn).toBe('medic');
  });

  test('is nothing any more once its state was asked', () => {
    const submission = { plan: planAt({ doing: 'poll', handle: 'h', polls: 0 }) };
    expect(withheld({ request: REQUEST, verdict: verdictOf(true), submission })).toBeUndefined();
  });

  test('is not asked of what goes to no state, or is no chart', () => {
    const national = { kind: 'national', chart_id: CHART_ID, chart_version: 3 } as const;
    expect([held('draft', national), held(undefined, { kind: 'dem' })]).toStrictEqual([undefined, undefined]);
  });
});
