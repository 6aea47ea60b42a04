import * as z from 'zod';
import type { SealedCommit } from '../schemas/commit.ts';
import { parsedJson } from '../schemas/json.ts';
import type { Category, StreamName } from '../schemas/stream.ts';
import type { Fold } from './fold.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { opener, sealAll } from './seal/sealer.ts';
import { streamKey } from './stream-key.ts';

/** So many commits after a snapshot the next one carries a new one; a head is loaded with one Query of one more. */
export const COMMITS_A_SNAPSHOT = 10;

/**
 * A head keeps the ids of so many commands, whether it was read from a snapshot or from the start, so that a late
 * repetition is recognised. One that so many others have followed is decided on anew: it is refused for the version it
 * was sent at, or finds that what it makes or changes is there already (ids are derived from its key), and appends nothing.
 */
export const COMMANDS_KEPT = 32;

/** What a state was made of besides events: ids of the last commands, each with the version it came to. */
export type Commands = ReadonlyMap<string, number>;

/** A state at the end of a commit. */
export interface Snapshot<S> {
  readonly state: S;
  readonly commands: Commands;
}

/** Ids of commands, 16 bytes each, one behind the other, and the versions they came to in the same order. */
const StoredCommands = z
  .strictObject({ ids: z.base64(), versions: z.array(z.int().min(1)) })
  .refine(({ ids, versions }) => Buffer.byteLength(ids, 'base64') === 16 * versions.length);

const Stored = z.strictObject({
  fold: z.int(),
  commands: StoredCommands,
  clear: z.unknown(),
  phi: z.record(z.string(), z.base64()),
});

const Tag = z.object({ fold: z.int() });

/** Whether a commit carries a snapshot of this version of its fold. */
export const hasSnapshot = ({ snapshot }: Pick<SealedCommit, 'snapshot'>, foldVersion: number): boolean =>
  snapshot !== undefined && Tag.safeParse(parsedJson(snapshot)).data?.fold === foldVersion;

const placeOf = (name: StreamName, version: number) => [streamKey(name), version, 'snapshot'] as const;

/** What a snapshot is of. */
export interface SnapshotOf<C extends Category, S> {
  readonly name: StreamName;
  readonly version: number;
  readonly fold: Fold<C, S>;
}

const packed = (commands: Commands): z.infer<typeof StoredCommands> => {
  const kept = [...commands].slice(-COMMANDS_KEPT);
  const ids = Buffer.from(kept.map(([id]) => id.replaceAll('-', '')).join(''), 'hex');
  return { ids: ids.toString('base64'), versions: kept.map(([, version]) => version) };
};

const uuidIn = (digits: string): string => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const unpacked = ({ ids, versions }: z.infer<typeof StoredCommands>): Commands => {
  const digits = Buffer.from(ids, 'base64').toString('hex');
  return new Map(versions.map((version, n) => [uuidIn(digits.slice(32 * n, 32 * (n + 1))), version]));
};

/**
 * The text of a snapshot, its PHI sealed as that of events is.
 * @throws SubjectDestroyed when the state holds data of a subject whose key is destroyed
 */
export const encodeSnapshot = async <C extends Category, S>(
  ring: KeyRing,
  { name, version, fold }: SnapshotOf<C, S>,
  { state, commands }: Snapshot<S>,
): Promise<string> => {
  const place = { schema: fold.state, streamId: name.id, at: placeOf(name, version), value: state };
  const [sealed] = await sealAll(ring, name.tenant_id, [place]);
  return JSON.stringify({ fold: fold.fold_version, commands: packed(commands), ...sealed });
};

/**
 * The state that a commit carries, or undefined when it cannot be had any more: of a destroyed subject's it may lack
 * what the state's shape asks for, and then the events, which can lack it, say what is left.
 */
export const decodeSnapshot = async <C extends Category, S>(
  ring: KeyRing,
  commit: SealedCommit,
  fold: Fold<C, S>,
): Promise<Snapshot<S> | undefined> => {
  const { commands, clear, phi } = Stored.parse(parsedJson(commit.snapshot ?? ''));
  const open = await opener(ring, commit.tenant_id, [{ clear, phi }]);
  const opened = open({ at: placeOf(commit, commit.version), clear, phi });
  if (opened.shredded) return undefined;
  return { state: fold.state.parse(opened.value), commands: unpacked(commands) };
};
