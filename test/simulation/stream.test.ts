import { describe, expect, it } from 'vitest';
import { type Following, stream } from '../../simulation/aws/stream.ts';
import { pool } from '../../simulation/functions/pool.ts';
import { idOf, opened } from '../sample-chart.ts';
import { commitOf, itemFor, streamOf } from '../sample-commits.ts';
import { stageOf } from './stage.ts';

const DAY = 24 * 3_600_000;
const item = (n: number) => itemFor(commitOf([opened], { stream: streamOf(undefined, idOf(n)) }));

/** A stream whose function fails so often at first, and what it was told. */
const followed = (failures = 0) => {
  const stage = stageOf();
  const told: string[] = [];
  let left = failures;
  const follow: Following = async (records) => {
    left -= 1;
    if (left >= 0) throw new Error('not now');
    told.push(...records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? ''));
  };
  const functions = pool<Following>(stage, {
    name: 'publisher',
    size: 2,
    timeoutMs: 30_000,
    failed: () => undefined,
    build: () => follow,
  });
  return { stage, told, changes: stream(stage, functions) };
};

describe('A stream', () => {
  it('tells of every change, those of one partition in their order', async () => {
    const { stage, told, changes } = followed();
    for (let n = 0; n < 9; n += 1) changes.append(item(1));
    await stage.scheduler.rest();
    expect(told).toStrictEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('tells again of what failed, and of nothing behind it before', async () => {
    const { stage, told, changes } = followed(3);
    for (let n = 0; n < 4; n += 1) changes.append(item(1));
    await stage.scheduler.rest();
    expect(told).toStrictEqual(['1', '2', '3', '4']);
  });

  it('forgets after a day what it could not tell of, and says so', async () => {
    const { stage, told, changes } = followed();
    changes.hold(true);
    changes.append(item(1));
    await Promise.all([stage.scheduler.sleep(DAY + 1), stage.scheduler.rest()]);
    changes.append(item(1));
    changes.hold(false);
    await stage.scheduler.rest();
    expect([told, changes.forgotten]).toStrictEqual([['2'], 1]);
  });
});
