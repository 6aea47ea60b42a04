import type { BusEntry } from '../../schemas/commit.ts';
import { eventsOf } from '../../store/codec.ts';
import { CorruptCommit } from '../../store/corrupt-commit.ts';
import type { EventStore } from '../../store/event-store.ts';
import { DEMOGRAPHICS } from '../../store/exports/artifacts.ts';
import { type ChartFiles, PERMIT_SECONDS } from '../../store/files/chart-files.ts';
import type { KeyOwner, Shredder } from '../../store/keys/shredder.ts';
import { streamKey } from '../../store/stream-key.ts';
import type { Handle } from '../events/consume.ts';
import { type Later, LONGEST_SECONDS } from '../events/later.ts';

/** What a destruction is finished with. */
export interface DestructionParts {
  readonly store: Pick<EventStore, 'next'>;
  readonly shredder: Shredder;
  /** Wherever files lie: what was uploaded to charts, and what charts and agencies were exported as. */
  readonly files: readonly ChartFiles[];
  readonly later: Later;
  /** Told how many versions of files were removed for whose chart. */
  removed(owner: KeyOwner, files: number): void;
  now(): number;
}

/** A warm function remembers a key for a minute, and may permit an upload as long; what it permits arrives by then. */
const NOTHING_ARRIVES_AFTER_MS = (PERMIT_SECONDS + 120) * 1000;

const destroyedIn = async ({ store }: DestructionParts, entry: BusEntry): Promise<readonly KeyOwner[]> => {
  const { tenant_id, id, first_version: version } = entry;
  const stream = { tenant_id, category: 'subject', id } as const;
  const commit = await store.next(stream, version - 1);
  if (commit?.hash !== entry.hash)
    throw new CorruptCommit(
      { stream: streamKey(stream), version },
      'the bus names it, and the stream has no such commit',
    );
  return eventsOf<'subject'>({ ...commit, category: 'subject' }).map(({ data: { kind, subject_id } }) => ({
    tenant_id,
    subject: { kind, id: subject_id },
  }));
};

/** Where files lie that name somebody: a patient's chart's, and of a crew member all that was said of the agency's people. */
const folderOf = ({ tenant_id, subject: { kind, id } }: KeyOwner) => ({
  tenant_id,
  id: kind === 'patient' ? id : DEMOGRAPHICS,
});

const removeFiles = async ({ files, removed }: DestructionParts, owner: KeyOwner): Promise<void> => {
  let all = 0;
  for (const each of files) all += await each.removeAll(folderOf(owner));
  removed(owner, all);
};

/**
 * Finishes what the destruction of a subject's key began, as often as it is told: the key, should the request have broken
 * off before it was gone; and the files that name them, which no key seals. An upload that was permitted before, or an
 * export that had read what it says, can still arrive for a while, so it has itself told again until none can:
 *
 *   permit ──────────────── upload arrives
 *        key_destroyed ─ remove ────────────── remove again ─ … ─ at +17 min or later: removed for good
 */
export const finishDestruction =
  (parts: DestructionParts): Handle =>
  async (entry) => {
    const owners = await destroyedIn(parts, entry);
    for (const owner of owners) {
      await parts.shredder.destroy(owner, entry.time);
      await removeFiles(parts, owner);
    }
    const mayArrive = parts.now() < Date.parse(entry.time) + NOTHING_ARRIVES_AFTER_MS;
    if (mayArrive) await parts.later.tell(entry, LONGEST_SECONDS);
  };
