import { describe, expect, it } from 'vitest';
import { bus } from '../../simulation/aws/bus.ts';
import { queue } from '../../simulation/aws/queue.ts';
import type { FaultRates } from '../../simulation/faults.ts';
import { entryOf } from '../functions/events/queue-record.ts';
import { idOf } from '../sample-chart.ts';
import { stageOf } from './stage.ts';

/** A bus that is told of one commit of a chart: its answer, and what came into the queues. */
const told = async (rates: Partial<FaultRates> = {}) => {
  const stage = stageOf([], rates);
  const [charts, all, subjects] = [queue(stage, 'charts'), queue(stage, 'all'), queue(stage, 'subjects')];
  const rules = [
    { queue: charts, category: 'chart' },
    { queue: all },
    { queue: subjects, category: 'subject' },
  ] as const;
  const began = stage.scheduler.now();
  const answer = await bus(stage, rules).put([entryOf(idOf(1))]);
  await stage.scheduler.rest();
  const came = [charts, all, subjects].map((each) => each.receive(10).length);
  return { answer, came, ms: stage.scheduler.now() - began };
};

describe('The bus', () => {
  it('delivers to each queue whose rule takes the category', async () => {
    expect(await told()).toMatchObject({ answer: [{}], came: [1, 1, 0] });
  });

  it('says which entries it did not take, and delivers nothing of them', async () => {
    expect(await told({ throttle: 1 })).toMatchObject({
      answer: [{ code: 'ThrottlingException' }],
      came: [0, 0, 0],
    });
  });

  it('delivers late what it dropped', async () => {
    const { came, ms } = await told({ late: 1 });
    expect(came).toStrictEqual([1, 1, 0]);
    expect(ms).toBeGreaterThan(10_000);
  });
});
