import type { Commit, StoredEvent } from '../schemas/commit.ts';

/** One event of a history: the version it made, and the states it lies between; undefined where there is none. */
export interface Step<S = unknown> {
  readonly version: number;
  readonly time: string;
  readonly event: StoredEvent;
  readonly before: S | undefined;
  readonly after: S | undefined;
}

/** How the one event of a commit changes a state. */
type Fold<S> = (state: S | undefined, commit: Commit) => S | undefined;

/** Each event as a commit of its own, because a commit is appended as one but told event by event. */
const single = (commit: Commit): readonly { commit: Commit; event: StoredEvent }[] =>
  commit.events.map((event, index) => {
    const version = commit.first_version + index;
    return { event, commit: { ...commit, first_version: version, version, events: [event] } };
  });

/** Every step of a stream from its first event, for one kind of state. */
export const stepsOf =
  <S>(fold: Fold<S>) =>
  (commits: readonly Commit[]): readonly Step<S>[] => {
    let state: S | undefined;
    return commits.flatMap(single).map(({ commit, event }) => {
      const before = state;
      state = fold(before, commit);
      return { version: commit.version, time: commit.time, event, before, after: state };
    });
  };

/**
 * The last step at a version, or at a moment. Clocks of two writers may disagree by a little, so what a commit of that
 * moment was appended to belongs to it, whatever time that bears.
 */
export const stepAsOf = <T extends Step>(steps: readonly T[], asOf: number | string): T | undefined =>
  steps.findLast(({ version, time }) => (typeof asOf === 'number' ? version <= asOf : time <= asOf));
