import type { EventOf } from '../../schemas/catalogue.ts';
import { isRefusal, type Refusal, refuse, whenAccepted } from '../../schemas/error.ts';
import type { Actor } from '../../schemas/identity.ts';
import type { Category, StreamName } from '../../schemas/stream.ts';
import type { Because, EventStore } from '../../store/event-store.ts';
import type { Fold } from '../../store/fold.ts';
import type { Head } from '../../store/head.ts';

/** A pure aggregate: how events become its state, and what a command makes of it. */
interface Decider<C extends Category, S, K> extends Fold<C, S> {
  decide(state: S, command: K, actor: Actor): readonly EventOf<C>[] | Refusal;
}

/** One command on one stream. */
export interface CommandRun<C extends Category, S, K> {
  readonly decider: Decider<C, S, K>;
  readonly stream: StreamName & { readonly category: C };
  readonly command: K;
  readonly because: Because;
  /** The version the client last saw; absent for a creation. */
  readonly seen?: number;
}

/** What the command came to: the version that has its effect. */
export interface CommandDone {
  readonly version: number;
}

const conflict = (message: string, head: Pick<Head, 'version' | 'time'>): Refusal =>
  refuse('VERSION_CONFLICT', message, { server_version: head.version, updated_at: head.time ?? null });

const outdated = (seen: number) =>
  `It is not at version ${seen} any more; read it again and redo the change.`;
const CONTENDED = 'Others changed it each time this was tried; send it again.';

const ATTEMPTS = 5;

type Decision<C extends Category> = readonly EventOf<C>[] | Refusal;

const decided = <C extends Category, S, K>(head: Head<C, S>, run: CommandRun<C, S, K>): Decision<C> => {
  const decision = run.decider.decide(head.state, run.command, run.because.actor);
  if (isRefusal(decision) && decision.code === 'NOT_FOUND') return decision;
  if (run.seen !== undefined && run.seen !== head.version) return conflict(outdated(run.seen), head);
  return decision;
};

/**
 * Whether an append may have been refused for nothing but that others have grown the stream meanwhile: by this very
 * command, perhaps, before the data of somebody named in it was destroyed.
 */
const isOutdated = async <C extends Category, S>(
  store: EventStore,
  { head, refusal }: { readonly head: Head<C, S>; readonly refusal: Refusal },
): Promise<boolean> =>
  refusal.code === 'VERSION_CONFLICT' || head.warm || (await store.newer(head)).version !== head.version;

/** What came of deciding on a head: done, refused, or `again`, when it has grown or was only remembered. */
const attempt = async <C extends Category, S, K>(
  store: EventStore,
  run: CommandRun<C, S, K>,
  head: Head<C, S>,
): Promise<CommandDone | Refusal | 'again'> => {
  const before = head.commands.get(run.because.command_id);
  if (before !== undefined) return { version: before };
  const decision = decided(head, run);
  const changes = !isRefusal(decision) && decision.length > 0;
  if (!changes && head.warm) return 'again';
  if (isRefusal(decision)) return decision;
  if (decision.length === 0) return { version: head.version };
  const appended = await store.append(head, decision, run.because);
  if (isRefusal(appended) && (await isOutdated(store, { head, refusal: appended }))) return 'again';
  return whenAccepted(appended, ({ version }) => ({ version }));
};

/**
 * Decides on the head and appends. A command whose id the head remembers gives its first outcome and appends nothing.
 * The first head may be a remembered one, which somebody else may have grown: to append to it is safe, because the Put
 * is refused then; anything else that it tells (a refusal, nothing to do) is believed of a head that was read only.
 *
 *   this one   remembered v4 ─ decide ─ append v5 ✗ ─ read on v5 ─ decide again ─ append v6 ✓
 *   another    read v4 ─ decide ─ append v5 ✓
 *
 * A client that sent the version it had seen is told VERSION_CONFLICT on a read head, with the server's version.
 */
export const runCommand = async <C extends Category, S, K>(
  store: EventStore,
  run: CommandRun<C, S, K>,
): Promise<CommandDone | Refusal> => {
  let head = await store.head(run.stream, run.decider, 'warm');
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const done = await attempt(store, run, head);
    if (done !== 'again') return done;
    head = await store.newer(head);
  }
  return conflict(CONTENDED, head);
};
