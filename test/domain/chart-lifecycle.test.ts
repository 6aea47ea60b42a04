import { describe, expect, test } from 'vitest';
import { TRANSITIONS } from '../../domain/chart-lifecycle.ts';
import type { ChartCommand } from '../../schemas/chart/commands.ts';
import { ChartStatus } from '../../schemas/chart/status.ts';
import type { Actor } from '../../schemas/identity.ts';
import {
  ADMIN,
  actor,
  addAttachment,
  addSignature,
  chartIn,
  INTERVENTION_ID,
  MEDIC,
  moved,
  moveTo,
  open,
  procedureRecorded,
  record,
  recordProcedure,
  recordVitals,
  VITAL_ID,
  vitalsRecorded,
} from '../sample-chart.ts';
import { given } from './given.ts';

const READERS: readonly Actor['role'][] = ['billing', 'founder', 'auditor', 'vendor', 'system'];
const edits: readonly ChartCommand[] = [
  record({ narrative: { text: 'Another word.' } }),
  { ...recordVitals, vital_id: INTERVENTION_ID },
  { type: 'correct_vitals', vital_id: VITAL_ID, changes: { spo2: 91 } },
  { ...recordProcedure, intervention_id: VITAL_ID },
  {
    type: 'correct_intervention',
    intervention_id: INTERVENTION_ID,
    changes: { kind: 'procedure', attempts: 3 },
  },
  addSignature,
  addAttachment,
];
const documented = [vitalsRecorded, procedureRecorded];
const pairs = ChartStatus.options.flatMap((from) => ChartStatus.options.map((to) => ({ from, to })));
const row = ({ from, to }: { from: ChartStatus; to: ChartStatus }) =>
  TRANSITIONS.find((each) => each.from === from && each.to === to);

test('the lifecycle is this table', () => {
  expect(
    TRANSITIONS.map(
      ({ from, to, roles, reason }) => `${from} > ${to}: ${roles.join(', ')}, reason ${reason}`,
    ),
  ).toStrictEqual([
    'draft > in_progress: ems, admin, reason optional',
    'in_progress > ready_for_review: ems, admin, reason optional',
    'ready_for_review > completed: ems, admin, reason optional',
    'completed > locked: ems, admin, reason optional',
    'ready_for_review > in_progress: ems, admin, reason required',
    'completed > in_progress: admin, reason required',
    'locked > completed: admin, reason required',
  ]);
});

describe.each(TRANSITIONS)('$from to $to', ({ from, to, roles }) => {
  test.each(roles)('%s may', (role) => {
    expect(given(chartIn(from), moveTo(to, 'a word of why'), actor(role))).toStrictEqual([
      moved(from, to, 'a word of why'),
    ]);
  });
});

const stepsWhere = (wanted: (step: (typeof TRANSITIONS)[number]) => boolean) =>
  TRANSITIONS.filter(wanted).map(({ from, to }) => [from, to] as const);

test.each(stepsWhere(({ reason }) => reason === 'optional'))('%s to %s needs no reason', (from, to) => {
  expect(given(chartIn(from), moveTo(to), MEDIC)).toStrictEqual([moved(from, to)]);
});

test.each(stepsWhere(({ reason }) => reason === 'required'))('%s to %s needs a reason', (from, to) => {
  expect(given(chartIn(from), moveTo(to), ADMIN)).toStrictEqual({
    code: 'VALIDATION_FAILED',
    message: `Say in "reason" why the chart goes from ${from} to ${to}.`,
    details: { issues: [{ path: 'body.reason', message: 'required for this transition' }] },
  });
});

test.each(stepsWhere(({ roles }) => !roles.includes('ems')))('%s to %s is not for a medic', (from, to) => {
  expect(given(chartIn(from), moveTo(to, 'a word of why'), MEDIC)).toStrictEqual({
    code: 'FORBIDDEN',
    message: `The role ems may not take a chart from ${from} to ${to}.`,
    details: { roles: ['admin'] },
  });
});

describe.each(pairs.filter((pair) => pair.from !== pair.to && !row(pair)))('$from to $to', ({ from, to }) => {
  test.each([MEDIC, ADMIN])('is no step for $role', (who) => {
    const allowed = TRANSITIONS.filter((each) => each.from === from).map((each) => each.to);
    const refusal =
      from === 'locked'
        ? {
            code: 'LOCKED',
            message: `The chart is locked and cannot become ${to}; an admin may unlock it.`,
            details: { status: 'locked' },
          }
        : {
            code: 'INVALID_TRANSITION',
            message: `A chart that is ${from} cannot become ${to}.`,
            details: { status: from, allowed },
          };
    expect(given(chartIn(from), moveTo(to, 'a word of why'), who)).toStrictEqual(refusal);
  });
});

test.each(ChartStatus.options)('to %s, where it is already, was done before', (status) => {
  expect(given(chartIn(status), moveTo(status), MEDIC)).toStrictEqual([]);
});

test('a chart that was never opened does not move', () => {
  const refusal = { code: 'NOT_FOUND', message: 'There is no such chart.', details: {} };
  expect(given([], moveTo('in_progress'), MEDIC)).toStrictEqual(refusal);
});

describe.each(edits.map((command) => [command.type, command] as const))('%s', (_, command) => {
  test.each(['draft', 'in_progress'] as const)('is taken while the chart is %s', (status) => {
    const events = [...chartIn(status), ...documented];
    expect(given(events, command, MEDIC)).toHaveLength(1);
    expect(given(events, command, ADMIN)).toStrictEqual(given(events, command, MEDIC));
  });
  test.each(['ready_for_review', 'completed'] as const)('is refused when the chart is %s', (status) => {
    expect(given(chartIn(status, documented), command, ADMIN)).toStrictEqual({
      code: 'INVALID_TRANSITION',
      message: `A chart that is ${status} is not edited; take it back to in_progress.`,
      details: { status, editable: ['draft', 'in_progress'] },
    });
  });
  test('is refused when the chart is locked', () => {
    expect(given(chartIn('locked', documented), command, ADMIN)).toStrictEqual({
      code: 'LOCKED',
      message: 'The chart is locked; an admin may unlock it with a reason.',
      details: { status: 'locked' },
    });
  });
  test('of a chart that was never opened finds nothing', () => {
    const refusal = { code: 'NOT_FOUND', message: 'There is no such chart.', details: {} };
    expect(given([], command, MEDIC)).toStrictEqual(refusal);
  });
});

describe.each(READERS)('%s only reads', (role) => {
  const commands = [open, moveTo('in_progress'), ...edits];
  test.each(commands.map((command) => [command.type, command] as const))('%s is refused', (_, command) => {
    expect(given(chartIn('draft', documented), command, actor(role))).toStrictEqual({
      code: 'FORBIDDEN',
      message: `The role ${role} may not change a chart.`,
      details: { roles: ['ems', 'admin'] },
    });
  });
});
