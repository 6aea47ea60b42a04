import type { EventOf } from '../../schemas/catalogue.ts';
import type { Commit } from '../../schemas/commit.ts';
import { isRefusal, type Refusal, refuse, whenAccepted } from '../../schemas/error.ts';
import type { Actor } from '../../schemas/identity.ts';
import type { Category, StreamName } from '../../schemas/stream.ts';
import { eventsOf } from '../../store/codec.ts';
import type { Because, EventStore, Stream } from '../../store/event-store.ts';

/** A pure aggregate: where it starts, how events change it, and what a command makes of it. */
export interface Decider<C extends Category, S, K> {
  readonly initial: S;
  evolve(state: S, event: EventOf<C>): S;
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

/** The state after all events of a stream. */
export const fold = <C extends Category, S, K>(decider: Decider<C, S, K>, stream: Stream<C>): S =>
  stream.commits.flatMap((commit) => eventsOf<C>(commit)).reduce(decider.evolve, decider.initial);

const conflict = (message: string, last: Commit | undefined): Refusal =>
  refuse('VERSION_CONFLICT', message, { server_version: last?.version ?? 0, updated_at: last?.time ?? null });

const outdated = (seen: number) =>
  `It is not at version ${seen} any more; read it again and redo the change.`;
const CONTENDED = 'Others changed it each time this was tried; send it again.';

const ATTEMPTS = 5;

const attempt = async <C extends Category, S, K>(store: EventStore, run: CommandRun<C, S, K>) => {
  const head = await store.load(run.stream);
  const before = head.commits.find((commit) => commit.command_id === run.because.command_id);
  if (before) return { version: before.version };
  const decided = run.decider.decide(fold(run.decider, head), run.command, run.because.actor);
  if (isRefusal(decided) && decided.code === 'NOT_FOUND') return decided;
  if (run.seen !== undefined && run.seen !== head.version)
    return conflict(outdated(run.seen), head.commits.at(-1));
  if (isRefusal(decided)) return decided;
  if (decided.length === 0) return { version: head.version };
  return whenAccepted(await store.append(head, decided, run.because), ({ version }) => ({ version }));
};

/**
 * Load, decide, append. A command whose id is already in the stream gives its first outcome and appends nothing. When
 * another writer was faster, the stream is loaded and decided on again:
 *
 *   this one   load (v4) ─ decide ─ append v5 ✗ ─ load (v5) ─ decide again ─ append v6 ✓
 *   another    load (v4) ─ decide ─ append v5 ✓
 *
 * A client that sent the version it had seen is told VERSION_CONFLICT on the second load, with the server's version.
 */
export const runCommand = async <C extends Category, S, K>(
  store: EventStore,
  run: CommandRun<C, S, K>,
): Promise<CommandDone | Refusal> => {
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const done = await attempt(store, run);
    if (!isRefusal(done) || done.code !== 'VERSION_CONFLICT' || 'server_version' in done.details) return done;
  }
  return conflict(CONTENDED, (await store.load(run.stream)).commits.at(-1));
};
