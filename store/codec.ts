import * as z from 'zod';
import { type EventOf, eventType } from '../schemas/catalogue.ts';
import { Commit, type StoredEvent } from '../schemas/commit.ts';
import { parsedJson } from '../schemas/json.ts';
import type { Category } from '../schemas/stream.ts';
import { type UpcastFault, upcastEvent } from '../schemas/upcast.ts';
import { CommitItem } from './commit-item.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import { keyParts, streamKey } from './stream-key.ts';

const where = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.code}`).join(', ');

/** An event ready to be stored: of a known type, its data proved by the catalogue. A wrong event is a bug and throws. */
export const encodeEvent = <C extends Category>(category: C, event: EventOf<C>): StoredEvent => {
  const type = String(event.type);
  const known = eventType(category, type);
  if (!known) throw new Error(`The event type ${type} is not in the catalogue of ${category}.`);
  const data = known.data.parse(event.data) as StoredEvent['data'];
  return { type, schema_version: known.schema_version, data };
};

const faultText = (stored: StoredEvent, read: UpcastFault): string => {
  if (read.fault === 'unknown_type') return `unknown event type ${stored.type}`;
  if (read.fault === 'unknown_version')
    return `${stored.type} has version ${stored.schema_version}, not ${read.newest}`;
  return `${stored.type} is not of its shape (${where(read.error)})`;
};

const decodeEvent = (commit: Commit, stored: StoredEvent): StoredEvent => {
  const read = upcastEvent(commit.category, stored);
  if (!('fault' in read)) return read;
  const at = { stream: streamKey(commit), version: commit.first_version };
  throw new CorruptCommit(at, faultText(stored, read));
};

/** The item of a commit. */
export const encodeCommit = (commit: Commit): CommitItem => {
  const { tenant_id, category, id, first_version, version, actor, events, ...meta } = Commit.parse(commit);
  return {
    pk: streamKey({ tenant_id, category, id }),
    sk: first_version,
    last: version,
    ...meta,
    actor: actor.user_id,
    role: actor.role,
    events: JSON.stringify(events),
  };
};

const Place = z.object({ pk: z.string().catch('?'), sk: z.number().catch(0) }).catch({ pk: '?', sk: 0 });

/** The commit of an item, proved in every part; throws CorruptCommit, naming the place, for anything else. */
export const decodeCommit = (raw: unknown): Commit => {
  const item = CommitItem.safeParse(raw);
  const { pk: stream, sk: version } = Place.parse(raw);
  const place = { stream, version };
  if (!item.success) throw new CorruptCommit(place, `not a commit item (${where(item.error)})`);
  const { pk, sk, last, actor, role, events, ...meta } = item.data;
  const commit = Commit.safeParse({
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
  return { ...commit.data, events: commit.data.events.map((stored) => decodeEvent(commit.data, stored)) };
};

/** The events of a commit as its aggregate knows them. The cast is sound: decodeCommit proved each against the catalogue. */
export const eventsOf = <C extends Category>(
  commit: Commit & { category: Category },
): readonly EventOf<C>[] => commit.events.map(({ type, data }) => ({ type, data }) as EventOf<C>);
