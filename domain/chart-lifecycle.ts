import type { ChartStatus } from '../schemas/chart/status.ts';
import { type Refusal, refuse } from '../schemas/error.ts';
import type { Actor } from '../schemas/identity.ts';
import { refuseFor } from './issues.ts';

type ActorRole = Actor['role'];

interface Transition {
  readonly from: ChartStatus;
  readonly to: ChartStatus;
  readonly roles: readonly ActorRole[];
  /** A step back undoes somebody's word, so it says why. */
  readonly reason: 'required' | 'optional';
}

const care: readonly ActorRole[] = ['ems', 'admin'];
const admin: readonly ActorRole[] = ['admin'];

/** The whole lifecycle of a chart: every change of status there is, who may make it, and whether it needs a reason. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'draft', to: 'in_progress', roles: care, reason: 'optional' },
  { from: 'in_progress', to: 'ready_for_review', roles: care, reason: 'optional' },
  { from: 'ready_for_review', to: 'completed', roles: care, reason: 'optional' },
  { from: 'completed', to: 'locked', roles: care, reason: 'optional' },
  { from: 'ready_for_review', to: 'in_progress', roles: care, reason: 'required' },
  { from: 'completed', to: 'in_progress', roles: admin, reason: 'required' },
  { from: 'locked', to: 'completed', roles: admin, reason: 'required' },
];

/** The states in which care is documented; in all others clinical data stands still. */
const EDITABLE: readonly ChartStatus[] = ['draft', 'in_progress'];

/** The states in which a chart is the report that its agency stands by. */
const FINISHED: readonly ChartStatus[] = ['completed', 'locked'];

/** Whether a chart in this state may leave its agency as a report. */
export const isFinished = (status: ChartStatus): boolean => FINISHED.includes(status);

/** Why this role may not change charts at all, or undefined when it may: billing and all others only read. */
export const careRefusal = (role: ActorRole): Refusal | undefined =>
  care.includes(role)
    ? undefined
    : refuse('FORBIDDEN', `The role ${role} may not change a chart.`, { roles: care });

/** Why clinical data cannot be edited in this state, or undefined when it can. */
export const editRefusal = (status: ChartStatus): Refusal | undefined => {
  if (EDITABLE.includes(status)) return undefined;
  if (status === 'locked')
    return refuse('LOCKED', 'The chart is locked; an admin may unlock it with a reason.', { status });
  return refuse(
    'INVALID_TRANSITION',
    `A chart that is ${status} is not edited; take it back to in_progress.`,
    {
      status,
      editable: EDITABLE,
    },
  );
};

const choices = (from: ChartStatus) => TRANSITIONS.filter((row) => row.from === from).map((row) => row.to);

const noSuchStep = (from: ChartStatus, to: ChartStatus): Refusal =>
  from === 'locked'
    ? refuse('LOCKED', `The chart is locked and cannot become ${to}; an admin may unlock it.`, {
        status: from,
      })
    : refuse('INVALID_TRANSITION', `A chart that is ${from} cannot become ${to}.`, {
        status: from,
        allowed: choices(from),
      });

/** Why this change of status is refused, or undefined when it is allowed. */
export const transitionRefusal = (
  step: { from: ChartStatus; to: ChartStatus; reason?: string | undefined },
  role: ActorRole,
): Refusal | undefined => {
  const row = TRANSITIONS.find((each) => each.from === step.from && each.to === step.to);
  if (!row) return noSuchStep(step.from, step.to);
  if (!row.roles.includes(role))
    return refuse('FORBIDDEN', `The role ${role} may not take a chart from ${row.from} to ${row.to}.`, {
      roles: row.roles,
    });
  if (row.reason === 'required' && !step.reason)
    return refuseFor(`Say in "reason" why the chart goes from ${row.from} to ${row.to}.`, [
      { path: 'reason', message: 'required for this transition' },
    ]);
  return undefined;
};
