import { describe, expect, it } from 'vitest';
import { stepAsOf, stepsOf } from '../../projections/history.ts';
import type { Commit } from '../../schemas/commit.ts';
import { minute, moved, opened, vitalsRecorded } from '../sample-chart.ts';
import { commitOf } from '../sample-commits.ts';

const commits = [
  commitOf([opened]),
  commitOf([moved('draft', 'in_progress'), vitalsRecorded], { after: 1 }),
  { ...commitOf([moved('in_progress', 'ready_for_review')], { after: 3 }), time: minute(1) },
];

/** Remembers what it was given: its state is the versions and types so far. */
const told = (state: readonly string[] | undefined, { version, first_version, events }: Commit) => [
  ...(state ?? []),
  `${first_version}-${version} ${events.map(({ type }) => type).join()}`,
];
const steps = stepsOf(told)(commits);
const ALL = [
  '1-1 chart.opened',
  '2-2 chart.status_changed',
  '3-3 chart.vitals_recorded',
  '4-4 chart.status_changed',
];

describe('The steps of a stream', () => {
  it('are its events one by one, each with its version, its time and the states around it', () => {
    expect(steps).toStrictEqual(
      commits
        .flatMap(({ events, time }) => events.map((event) => ({ event, time })))
        .map((each, index) => ({
          ...each,
          version: index + 1,
          before: index === 0 ? undefined : ALL.slice(0, index),
          after: ALL.slice(0, index + 1),
        })),
    );
  });

  it('of no commits are none', () => {
    expect(stepsOf(told)([])).toStrictEqual([]);
  });
});

describe('The step as of', () => {
  it.each([1, 2, 3, 4])('version %i is the one that made it', (version) => {
    expect(stepAsOf(steps, version)?.version).toBe(version);
  });

  it('a version yet to come is the newest', () => {
    expect(stepAsOf(steps, 9)?.version).toBe(4);
  });

  it.each([
    [minute(0), undefined],
    [minute(1), 4],
    [minute(9), 4],
  ])('%s is the last that was there, with all that it was appended to', (moment, version) => {
    expect(stepAsOf(steps, moment)?.version).toBe(version);
  });

  it('a moment between two commits is the earlier', () => {
    const inOrder = stepsOf(told)(commits.slice(0, 2));
    expect(commits.slice(0, 2).map(({ time }) => time)).toStrictEqual([minute(1), minute(2)]);
    expect(stepAsOf(inOrder, '2025-03-02T08:16:30.000Z')?.version).toBe(1);
  });
});
