import * as z from 'zod';
import { SealedCommit } from '../schemas/commit.ts';
import { parsedJson } from '../schemas/json.ts';
import { commitHash } from './commit-hash.ts';
import { CommitItem } from './commit-item.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import { keyParts, streamKey } from './stream-key.ts';

/** Where a schema refused, without what lies there. */
export const where = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.code}`).join(', ');

const Unhashed = SealedCommit.omit({ hash: true });

/** The item of a commit, with its hash. A commit that is not of its shape is a bug and throws. */
export const itemOf = (commit: Omit<SealedCommit, 'hash'>): CommitItem => {
  const { tenant_id, category, id, first_version, version, actor, events, snapshot, ...meta } =
    Unhashed.parse(commit);
  const item = {
    pk: streamKey({ tenant_id, category, id }),
    sk: first_version,
    last: version,
    ...meta,
    actor: actor.user_id,
    role: actor.role,
    events: JSON.stringify(events),
    ...(snapshot === undefined ? {} : { snapshot }),
  };
  return { ...item, hash: commitHash(item) };
};

const Place = z.object({ pk: z.string().catch('?'), sk: z.number().catch(0) }).catch({ pk: '?', sk: 0 });

/**
 * The commit of an item, proved in every part but what is sealed in it, and against its own hash; throws CorruptCommit,
 * naming the place, for anything else. Needs no key.
 */
export const readItem = (raw: unknown): SealedCommit => {
  const item = CommitItem.safeParse(raw);
  const { pk: stream, sk: version } = Place.parse(raw);
  const place = { stream, version };
  if (!item.success) throw new CorruptCommit(place, `not a commit item (${where(item.error)})`);
  const { pk, sk, last, actor, role, events, ...meta } = item.data;
  const commit = SealedCommit.safeParse({
    ...keyParts(pk),
    first_version: sk,
    version: last,
    ...meta,
    actor: { user_id: actor, role },
    events: parsedJson(events),
  });
  if (!commit.success) throw new CorruptCommit(place, `not a commit (${where(commit.error)})`);
  if (commit.data.events.length !== last - sk + 1)
    throw new CorruptCommit(place, `it says it ends at version ${last}, which its events do not`);
  if (commitHash(item.data) !== item.data.hash)
    throw new CorruptCommit(place, 'it was changed since it was written: its hash is another');
  return commit.data;
};

/** Where a chain of commits stands: the version it has come to, and the hash there where it is known. */
export interface ChainEnd {
  readonly version: number;
  readonly hash: string | undefined;
}

const broken = (commit: SealedCommit, reason: string) =>
  new CorruptCommit({ stream: streamKey(commit), version: commit.first_version }, reason);

/** Proves that each commit follows the one before it, by version and by hash; throws CorruptCommit at the first that does not. */
export const chained = (end: ChainEnd, commits: readonly SealedCommit[]): ChainEnd =>
  commits.reduce((before, commit) => {
    if (commit.first_version !== before.version + 1)
      throw broken(commit, `what comes before it ends at version ${before.version}`);
    if (before.hash !== undefined && commit.prev !== before.hash)
      throw broken(commit, 'the chain is broken: it names another hash than the commit before it has');
    return { version: commit.version, hash: commit.hash };
  }, end);
