import { BusEntry, type Commit, type SealedCommit } from '../../schemas/commit.ts';
import { type Bus, entryBytes, MAX_ENTRIES, MAX_PUT_BYTES } from './bus.ts';

/** What the bus may know of a commit: identities, types, versions and times. */
export const busEntryOf = (commit: Commit | SealedCommit): BusEntry => {
  const { prev: _, snapshot: __, ...facts } = { prev: undefined, snapshot: undefined, ...commit };
  const events = commit.events.map(({ type, schema_version }) => ({ type, schema_version }));
  return BusEntry.parse({ ...facts, events });
};

/** The bus could not take entries now; sending them again may succeed. */
class BusFault extends Error {
  constructor(codes: readonly string[]) {
    super(
      `The bus did not take ${codes.length} entries (${[...new Set(codes)].join(', ')}); send them again.`,
    );
    this.name = 'BusFault';
  }
}

/** An entry that the bus will never take, and why. */
export interface Unpublishable {
  readonly entry: BusEntry;
  readonly reason: string;
}

/** Codes that say the entry itself is wrong; every other code is about the bus and passes. */
const PERMANENT = ['MalformedDetail', 'InvalidArgument', 'NotAuthorizedForSource'];

/** Splits entries so that each call is within both limits of the bus. */
export const batches = (entries: readonly BusEntry[]): readonly BusEntry[][] => {
  const made: BusEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = entryBytes(entry);
    const last = made.at(-1);
    const fits = last && last.length < MAX_ENTRIES && bytes + size <= MAX_PUT_BYTES;
    if (fits) last.push(entry);
    else made.push([entry]);
    bytes = fits ? bytes + size : size;
  }
  return made;
};

const putBatch = async (bus: Bus, batch: readonly BusEntry[]): Promise<Unpublishable[]> => {
  const results = await bus.put(batch);
  const failed = batch.flatMap((entry, index) => {
    const code = results[index]?.code;
    return code === undefined ? [] : [{ entry, code }];
  });
  const passing = failed.filter(({ code }) => !PERMANENT.includes(code));
  if (passing.length > 0) throw new BusFault(passing.map(({ code }) => code));
  return failed.map(({ entry, code }) => ({ entry, reason: `the bus refused it: ${code}` }));
};

/**
 * Puts entries on the bus and reads the result of every one. Throws BusFault when any may yet be taken; gives back
 * those that never will be. All may be sent twice: whoever listens is idempotent.
 */
export const publish = async (bus: Bus, entries: readonly BusEntry[]): Promise<readonly Unpublishable[]> => {
  const bySize = Map.groupBy(entries, (entry) => entryBytes(entry) <= MAX_PUT_BYTES);
  const refused: Unpublishable[] = [];
  for (const batch of batches(bySize.get(true) ?? [])) refused.push(...(await putBatch(bus, batch)));
  const tooLarge = bySize.get(false) ?? [];
  return [
    ...refused,
    ...tooLarge.map((entry) => ({ entry, reason: 'the entry is larger than the bus takes' })),
  ];
};
