import * as decider from '../../domain/user.ts';
import { lockRefusal } from '../../domain/user.ts';
import { isRefusal, type Refusal } from '../../schemas/error.ts';
import type { Actor, Caller } from '../../schemas/identity.ts';
import type { UserCommand } from '../../schemas/user.ts';
import type { Because, EventStore } from '../../store/event-store.ts';
import { derivedId } from '../commands/ids.ts';
import { type CommandDone, runCommand } from '../commands/run-command.ts';

/** Whose stream it is. */
export type Owner = Pick<Caller, 'tenant_id' | 'user_id'>;

/** The request that a record comes from. */
export interface Origin {
  readonly request_id: string;
  readonly source_ip: string;
  readonly trace_id: string;
  readonly now: string;
}

/** What happens to users at the door, as events of their streams. */
export interface Journal {
  isLocked(owner: Owner, now: string): Promise<boolean>;
  record(owner: Owner, command: UserCommand, because: Because): Promise<CommandDone | Refusal>;
}

const SIGN_IN_SERVICE: Actor = { user_id: 'sign-in', role: 'system' };

/** Nobody has proved who they are yet, so the sign-in service itself is who says what happened. */
export const witnessed = ({ request_id, source_ip, trace_id, now }: Origin): Because => ({
  time: now,
  actor: SIGN_IN_SERVICE,
  command_id: derivedId('request', request_id),
  correlation_id: trace_id,
  causation_id: request_id,
  source_ip,
});

const streamOf = ({ tenant_id, user_id }: Owner) => ({ tenant_id, category: 'user', id: user_id }) as const;

/**
 * The journal in the event store. Many guesses at once race for the same next version, and none may go uncounted, so
 * a conflict is never an answer: it is decided on again, until it is written or there is nothing to write. That ends,
 * because each lost race is another's record, and five failures lock, after which a failure writes nothing:
 *
 *   guess A  load v2 ─ fail ─ append v3 ✓
 *   guess B  load v2 ─ fail ─ append v3 ✗ ─ load v3 ─ fail ─ append v4 ✓
 *   right    load v2 ─ sign in ─ append v3 ✗ ─ … ─ load v7, locked ─ refused
 */
export const journal = (store: EventStore): Journal => {
  const record: Journal['record'] = async (owner, command, because) => {
    const done = await runCommand(store, { decider, stream: streamOf(owner), command, because });
    const lost = isRefusal(done) && done.code === 'VERSION_CONFLICT';
    return lost ? record(owner, command, because) : done;
  };
  return {
    async isLocked(owner, now) {
      const { state } = await store.head(streamOf(owner), decider);
      return lockRefusal(state, now) !== undefined;
    },
    record,
  };
};
