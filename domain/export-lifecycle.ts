import { type Refusal, refuse } from '../schemas/error.ts';
import type { Export, ExportCommand, ExportStatus } from '../schemas/export.ts';
import type { Actor } from '../schemas/identity.ts';

type ActorRole = Actor['role'];

interface Step {
  readonly from: Export['status'];
  readonly command: ExportCommand['type'];
  readonly roles: readonly ActorRole[];
  readonly next: readonly ExportStatus[];
  /** What else has to hold, for people; which of `next` it comes to follows from the command. */
  readonly guard?: string;
}

const care: readonly ActorRole[] = ['ems', 'admin'];
const system: readonly ActorRole[] = ['system'];

/**
 * The whole lifecycle of an export. A text that changed after it was judged is judged anew, so that what is written is
 * what was judged; submission begins where the agency has an account at its state and the chart was completed, and
 * nowhere else.
 */
export const STEPS: readonly Step[] = [
  {
    from: 'unrequested',
    command: 'request',
    roles: care,
    next: ['pending_validation'],
    guard: 'demographic data is exported by an admin',
  },
  {
    from: 'pending_validation',
    command: 'record_verdict',
    roles: system,
    next: ['validation_failed', 'ready_for_export'],
  },
  {
    from: 'ready_for_export',
    command: 'record_verdict',
    roles: system,
    next: ['validation_failed', 'ready_for_export'],
    guard: 'of another text than the one that was judged',
  },
  {
    from: 'ready_for_export',
    command: 'record_artifact',
    roles: system,
    next: ['exported'],
    guard: 'its SHA-256 is that of the text that was judged',
  },
  {
    from: 'exported',
    command: 'refuse_demographics',
    roles: system,
    next: ['exported'],
    guard: 'nothing was asked of the state before',
  },
  { from: 'exported', command: 'record_submission', roles: system, next: ['exported'] },
  {
    from: 'exported',
    command: 'record_answer',
    roles: system,
    next: ['exported', 'submitted', 'accepted', 'rejected'],
    guard: 'a submission was recorded before',
  },
  { from: 'submitted', command: 'record_submission', roles: system, next: ['submitted'] },
  {
    from: 'submitted',
    command: 'record_answer',
    roles: system,
    next: ['submitted', 'accepted', 'rejected'],
  },
];

/** The commands that an export in this state takes. */
const commandsOf = (from: Export['status']) =>
  STEPS.filter((row) => row.from === from).map(({ command }) => command);

/** Why this command is refused in this state, or undefined when it is allowed. */
export const stepRefusal = (
  status: Export['status'],
  { type }: Pick<ExportCommand, 'type'>,
  role: ActorRole,
): Refusal | undefined => {
  const row = STEPS.find(({ from, command }) => from === status && command === type);
  if (!row)
    return refuse('INVALID_TRANSITION', `An export that is ${status} does not take ${type}.`, {
      status,
      allowed: commandsOf(status),
    });
  return row.roles.includes(role)
    ? undefined
    : refuse('FORBIDDEN', `The role ${role} may not do this to an export.`, { roles: row.roles });
};
