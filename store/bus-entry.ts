import { BusEntry, type Commit, type SealedCommit } from '../schemas/commit.ts';

/** What the bus may know of a commit: identities, types, versions and times. */
export const busEntryOf = (commit: Commit | SealedCommit): BusEntry => {
  const {
    prev: _,
    snapshot: __,
    source_ip: ___,
    ...facts
  } = { prev: undefined, snapshot: undefined, ...commit };
  const events = commit.events.map(({ type, schema_version }) => ({ type, schema_version }));
  return BusEntry.parse({ ...facts, events });
};
