import { describe, expect, test } from 'vitest';
import { explore } from '../../../simulation/exhaustive/explore.ts';
import { ALONE, feedCase, TOGETHER } from '../../../simulation/exhaustive/feed-case.ts';

const SLOW = { timeout: 900_000 };

describe('the feed of three commits by three writers, each told of twice', SLOW, () => {
  test('is whole in every order, however three feeders share the messages', async () => {
    const { interleavings } = await explore(feedCase({ messages: ALONE }));
    expect(interleavings).toBeGreaterThan(10n ** 20n);
  });

  test('is whole in every order where each message tells of two, and any feeder may crash anywhere', async () => {
    const { interleavings } = await explore(feedCase({ messages: TOGETHER, crashes: 1 }));
    expect(interleavings).toBeGreaterThan(10n ** 14n);
  });
});

describe('a fault is found', SLOW, () => {
  test('of a page that is handed on although its number was taken', async () => {
    const found = explore(
      feedCase({
        messages: TOGETHER,
        instead: (table, step) => ({
          ...table,
          put: (page) =>
            step(`puts page ${page.sk}`, async (world) => {
              await world.table.put(page);
              return 'put' as const;
            }),
        }),
      }),
    );
    await expect(found).rejects.toThrow(/^The answer has .* the feed has not\.\nafter\n {3}1 /);
  });

  test('of marks that are said to be written, and are not', async () => {
    const found = explore(
      feedCase({ messages: ALONE, instead: (table) => ({ ...table, advance: async () => undefined }) }),
    );
    await expect(found).rejects.toThrow(
      /^The (feed holds 0,1,2,3: |streams are fed up to ).*\nafter\n {3}1 .*puts page 2\n/s,
    );
  });
});
