import { describe, expect, test } from 'vitest';
import { explore } from '../../../simulation/exhaustive/explore.ts';
import { rebuildCase } from '../../../simulation/exhaustive/rebuild-case.ts';
import { LIFETIME_MS } from '../../../store/views/generations.ts';

const SLOW = { timeout: 900_000 };

test(
  'a rebuild loses nothing in any order of three writers, two projectors and its own calls',
  SLOW,
  async () => {
    const { interleavings } = await explore(await rebuildCase({}));
    expect(interleavings).toBeGreaterThan(10n ** 18n);
  },
);

describe('a fault is found', SLOW, () => {
  test.each([
    ['not at all', 0],
    ['for less than what was read lives on', LIFETIME_MS - 1],
  ])('of a rebuild that waits %s', async (_, settle) => {
    await expect(rebuildCase({ settle }).then((given) => explore(given))).rejects.toThrow(
      /^What is switched to has v2, and v3 was projected\.\nafter\n.*to building\n.*to switched$/s,
    );
  });

  test('of a row that is put over whatever is there', async () => {
    const given = rebuildCase({
      copies: (copies) => ({
        ...copies,
        of: (generation) => {
          const rows = copies.of(generation);
          return {
            ...rows,
            put: async (tenantId, row) =>
              rows.put(tenantId, row, (await rows.get(tenantId, row.id))?.version ?? 0),
          };
        },
      }),
    });
    await expect(given.then((each) => explore(each))).rejects.toThrow(
      /^What is switched to has v2, and v3 was projected\.\nafter\n/,
    );
  });
});
