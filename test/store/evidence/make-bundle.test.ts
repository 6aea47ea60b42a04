import { describe, expect, test } from 'vitest';
import { makeBundle } from '../../../store/evidence/make-bundle.ts';
import { memoryBundleSink } from '../../../store/evidence/memory-bundle.ts';
import { checkpointsOf, historyOf, ORIGIN, pagesOf, signer } from './sample-bundle.ts';

const commits = historyOf(5);

describe('a bundle is not made', () => {
  const made = async (origin: string, sizes: readonly number[]) =>
    makeBundle(
      { origin, signer, checkpoints: await checkpointsOf(commits, sizes) },
      pagesOf(commits),
      memoryBundleSink(new Map()),
    );

  test('of checkpoints of another log', async () => {
    await expect(made('fusionems.example/bethel', [5])).rejects.toThrow(
      'Checkpoint 0 is not one of fusionems.example/bethel, or of another key.',
    );
  });
  test('of checkpoints that do not grow', async () => {
    await expect(made(ORIGIN, [0, 5, 2])).rejects.toThrow('Checkpoint 2 of');
  });
});
