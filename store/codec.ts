import { type EventOf, eventType } from '../schemas/catalogue.ts';
import { type Commit, type SealedCommit, type SealedEvent, StoredEvent } from '../schemas/commit.ts';
import type { Category } from '../schemas/stream.ts';
import { type UpcastFault, upcastEvent } from '../schemas/upcast.ts';
import { CorruptCommit } from './corrupt-commit.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { lockedBy } from './locked-commit.ts';
import { Unopenable } from './seal/blob.ts';
import { withoutHoles } from './seal/phi-parts.ts';
import { type Opened, opener, type Sealed, type SealedAt, sealAll } from './seal/sealer.ts';
import { where } from './sealed-commit.ts';
import { streamKey } from './stream-key.ts';

type Unsealed = Pick<Commit, 'tenant_id' | 'category' | 'id' | 'first_version'>;

const known = (category: Category, type: string) => {
  const found = eventType(category, type);
  if (!found) throw new Error(`The event type ${type} is not in the catalogue of ${category}.`);
  return found;
};

/** An event ready to be sealed: of a known type, its data proved by the catalogue. A wrong event is a bug and throws. */
export const encodeEvent = <C extends Category>(category: C, event: EventOf<C>): StoredEvent => {
  const type = String(event.type);
  const { data, schema_version } = known(category, type);
  return StoredEvent.parse({ type, schema_version, data: data.parse(event.data) });
};

/** What an event's blobs are bound to: its stream, its own version, and its type. */
const placeOf = (commit: Unsealed, index: number, type: string) =>
  [streamKey(commit), commit.first_version + index, type] as const;

const sealedEvent = ({ type, schema_version }: StoredEvent, { clear, phi }: Sealed): SealedEvent => ({
  type,
  schema_version,
  // Sound: the data of every event is an object, and what is taken out leaves an object.
  data: (clear ?? {}) as SealedEvent['data'],
  ...(Object.keys(phi).length === 0 ? {} : { phi: { ...phi } }),
});

/**
 * Seals the events of a commit: PHI leaves their data and goes into one blob a subject and event.
 * @throws SubjectDestroyed when an event tells of a subject whose key is destroyed
 */
export const sealEvents = async (
  ring: KeyRing,
  commit: Unsealed,
  events: readonly StoredEvent[],
): Promise<SealedEvent[]> => {
  const places = events.map(({ type, data }, index) => ({
    schema: known(commit.category, type).data,
    streamId: commit.id,
    at: placeOf(commit, index, type),
    value: data,
  }));
  const sealed = await sealAll(ring, commit.tenant_id, places);
  return events.map((event, index) => sealedEvent(event, sealed[index] as Sealed));
};

type Open = (sealed: SealedAt) => Opened;

const at = (commit: SealedCommit) => ({ stream: streamKey(commit), version: commit.first_version });

const faultText = ({ type, schema_version }: SealedEvent, read: UpcastFault): string => {
  if (read.fault === 'unknown_type') return `unknown event type ${type}`;
  if (read.fault === 'unknown_version') return `${type} has version ${schema_version}, not ${read.newest}`;
  return `${type} is not of its shape (${where(read.error)})`;
};

const unsealed = (commit: SealedCommit, open: () => Opened): Opened => {
  try {
    return open();
  } catch (error) {
    if (error instanceof Unopenable) throw new CorruptCommit(at(commit), 'its sealed data does not open');
    throw error;
  }
};

const openEvent = (commit: SealedCommit, index: number, open: Open): StoredEvent => {
  const event = commit.events[index] as SealedEvent;
  const { type, schema_version, data: clear, phi = {} } = event;
  const { value, shredded } = unsealed(commit, () => open({ at: placeOf(commit, index, type), clear, phi }));
  // Sound: what was sealed was an object, and if it is none now, its shape does not hold.
  const read = upcastEvent(commit.category, { type, schema_version, data: value as StoredEvent['data'] });
  if (!('fault' in read)) return shredded ? { ...read, shredded: 'part' } : read;
  if (shredded && read.fault === 'not_of_its_shape')
    return { type, schema_version, data: clear, shredded: 'whole' };
  throw new CorruptCommit(at(commit), faultText(event, read));
};

const openCommit = (
  { prev: _, snapshot: __, ...commit }: SealedCommit,
  open: (index: number) => StoredEvent,
): Commit => ({ ...commit, events: commit.events.map((___, index) => open(index)) });

/**
 * Opens commits of one tenant, with one question to the key ring for all of them.
 * @throws CorruptCommit, naming the place, when an event is unknown, does not open or is not of its shape; LockedCommit
 * when a key is missing or wrong
 */
export const openCommits = async (ring: KeyRing, commits: readonly SealedCommit[]): Promise<Commit[]> => {
  const [first] = commits;
  if (!first) return [];
  const blobs = commits.flatMap(({ events }) => events.map(({ data, phi = {} }) => ({ clear: data, phi })));
  const open = await opener(ring, first.tenant_id, blobs).catch((error: unknown) => {
    throw lockedBy(commits, error);
  });
  return commits.map((commit) => openCommit(commit, (index) => openEvent(commit, index, open)));
};

const unopened: Open = ({ clear, phi }) => ({
  value: withoutHoles(clear),
  shredded: Object.keys(phi).length > 0,
});

/** A commit as far as it is nobody's: what who is given no key can read of it, as if all its subjects were destroyed. */
export const unopenedCommit = (commit: SealedCommit): Commit =>
  openCommit(commit, (index) => openEvent(commit, index, unopened));

/**
 * The events of a commit as its aggregate knows them, without those that are wholly shredded. The cast is sound:
 * openCommits proved each against the catalogue.
 */
export const eventsOf = <C extends Category>(
  commit: Pick<Commit, 'events'> & { category: Category },
): readonly EventOf<C>[] =>
  commit.events
    .filter(({ shredded }) => shredded !== 'whole')
    .map(({ type, data }) => ({ type, data }) as EventOf<C>);
