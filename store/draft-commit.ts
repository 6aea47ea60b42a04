import type { EventOf } from '../schemas/catalogue.ts';
import type { Commit } from '../schemas/commit.ts';
import type { Category } from '../schemas/stream.ts';
import { encodeEvent, sealEvents } from './codec.ts';
import { after, type Head } from './head.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { SubjectDestroyed } from './seal/sealer.ts';
import { itemOf } from './sealed-commit.ts';
import { COMMITS_A_SNAPSHOT, encodeSnapshot } from './snapshot.ts';

/** What is appended: the head, what comes after it, and why. */
export interface Append<C extends Category, S> {
  readonly head: Head<C, S>;
  readonly events: readonly EventOf<C>[];
  /** What an append says of itself; the store adds the stream and the versions. */
  readonly because: Pick<
    Commit,
    'time' | 'actor' | 'command_id' | 'correlation_id' | 'causation_id' | 'source_ip'
  >;
}

const isDue = ({ version, sinceSnapshot }: Pick<Head, 'version' | 'sinceSnapshot'>): boolean =>
  version > 0 && sinceSnapshot + 1 >= COMMITS_A_SNAPSHOT;

/** A remembered state may hold data of somebody destroyed since: what is appended says nothing of them, and stays. */
const noneIfDestroyed = (error: unknown): undefined => {
  if (!(error instanceof SubjectDestroyed)) throw error;
};

/** The items a commit may become: with a snapshot where one is due, and without, should it not fit. */
export const drafts = async <C extends Category, S>(
  ring: KeyRing,
  { head, events, because }: Append<C, S>,
) => {
  const { name, version: before, hash: prev, fold } = head;
  const version = before + events.length;
  const stored = events.map((event) => encodeEvent(name.category, event));
  const facts = { ...because, ...name, first_version: before + 1, version };
  const sealed = { ...facts, events: await sealEvents(ring, facts, stored), prev };
  const plain = itemOf(sealed);
  const commit: Commit = { ...facts, events: stored, hash: plain.hash };
  if (!isDue(head)) return { commit, plain };
  const state = after(head, events, { command_id: because.command_id, version });
  const snapshot = await encodeSnapshot(ring, { name, version, fold }, state).catch(noneIfDestroyed);
  return snapshot === undefined
    ? { commit, plain }
    : { commit, plain, full: itemOf({ ...sealed, snapshot }) };
};
