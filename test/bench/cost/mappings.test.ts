import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { MAPPINGS } from '../../../bench/cost/mappings.ts';
import { Synthesized } from '../../lib/stage.ts';

const Mapping = z.object({ ParallelizationFactor: z.number().optional(), BatchSize: z.number() });

describe('The batches in which the cost of a command is counted', () => {
  it('are those of the stacks', () => {
    const mappings = new Synthesized()
      .everywhere('AWS::Lambda::EventSourceMapping')
      .map(({ properties }) => Mapping.parse(properties));
    const ofStream = mappings.filter(({ ParallelizationFactor }) => ParallelizationFactor !== undefined);
    const ofQueues = mappings.filter(({ ParallelizationFactor }) => ParallelizationFactor === undefined);
    expect(ofStream.map(({ ParallelizationFactor }) => ParallelizationFactor)).toStrictEqual([
      MAPPINGS.stream_parts,
    ]);
    // Those of exports are smaller, and no part of what a command costs.
    const batches = new Set(ofQueues.map(({ BatchSize }) => BatchSize));
    expect(
      [...batches].filter((size) => size >= MAPPINGS.queue_batch).toSorted((a, b) => a - b),
    ).toStrictEqual([MAPPINGS.queue_batch, MAPPINGS.archive_batch]);
  });
});
