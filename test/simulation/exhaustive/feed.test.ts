import { describe, expect, test } from 'vitest';
import { explore } from '../../../simulation/exhaustive/explore.ts';
import { ALONE, feedCase, TOGETHER } from '../../../simulation/exhaustive/feed-case.ts';

const SLOW = { timeout: 120_000 };

describe('the feed of three commits by three writers, each told of twice', SLOW, () => {
  test('is whole in every order, however three feeders share the messages', async () => {
    const { interleavings } = await explore(feedCase({ messages: ALONE }));
    expect(interleavings).toBeGreaterThan(10n ** 20n);
  });

  test('is whole in every order where each message tells of two, and any feeder may crash anywhere', async () => {
    const { interleavings } = await explore(feedCase({ messages: TOGETHER, crashes: 1 }));
    expect(interleavings).toBeGreaterThan(10n ** 15n);
  });
});

/** What is told first, and one of the acts that led to it. */
const TWICE = /^The feed holds 0,1,2,3,4: A1, A2, B1, A1, A2\.\nafter\n {3}1 .*feeder 2 adds page 3\n/s;

describe('a fault is found', SLOW, () => {
  test('of an addition that asks nothing of the marks', async () => {
    const found = explore(
      feedCase({
        messages: TOGETHER,
        instead: (table, step) => ({
          ...table,
          add: (page, steps) =>
            step(`adds page ${page.sk}`, async (world) => {
              const marks = await world.table.marks(steps.map(({ stream }) => stream));
              const moved = steps.map((each) => ({ ...each, from: marks.get(each.stream)?.version ?? 0 }));
              return world.table.add(page, moved);
            }),
        }),
      }),
    );
    await expect(found).rejects.toThrow(TWICE);
  });

  test('of an addition that is two', async () => {
    const found = explore(
      feedCase({
        messages: TOGETHER,
        instead: (table, step) => ({
          ...table,
          async add(page, steps) {
            const added = await step(`adds page ${page.sk}`, (world) => world.table.add(page, []));
            const elsewhere = { ...page, pk: 'elsewhere#feed' };
            if (added === 'added') await step('moves marks', (world) => world.table.add(elsewhere, steps));
            return added;
          },
        }),
      }),
    );
    await expect(found).rejects.toThrow(TWICE);
  });
});
