import { describe, expect, it } from 'vitest';
import { queue } from '../../simulation/aws/queue.ts';
import { stageOf } from './stage.ts';

const MINUTE = 60_000;

describe('A queue', () => {
  it('hides a message that was received, and shows it again until it is removed', async () => {
    const stage = stageOf();
    const messages = queue(stage, 'charts');
    messages.send('hello');
    const [first] = messages.receive(10);
    expect(messages.receive(10)).toStrictEqual([]);
    await Promise.all([stage.scheduler.sleep(MINUTE), stage.scheduler.rest()]);
    const [again] = messages.receive(10);
    expect([first?.body, again?.body]).toStrictEqual(['hello', 'hello']);
    expect(again?.attributes.ApproximateReceiveCount).toBe('2');
    messages.remove(again?.messageId ?? '');
    await Promise.all([stage.scheduler.sleep(MINUTE), stage.scheduler.rest()]);
    expect(messages.receive(10)).toStrictEqual([]);
  });

  it('holds a message back as long as it is told to', async () => {
    const stage = stageOf();
    const messages = queue(stage, 'charts');
    messages.send('later', 5_000);
    expect(messages.receive(10)).toStrictEqual([]);
    await Promise.all([stage.scheduler.sleep(5_000), stage.scheduler.rest()]);
    expect(messages.receive(10).map(({ body }) => body)).toStrictEqual(['later']);
  });

  it('gives up what was received five times, until it is redriven', async () => {
    const stage = stageOf();
    const messages = queue(stage, 'charts');
    messages.send('poison');
    for (let n = 0; n < 6; n += 1) {
      messages.receive(10);
      await Promise.all([stage.scheduler.sleep(MINUTE), stage.scheduler.rest()]);
    }
    expect(messages.letters).toStrictEqual([
      { body: 'poison', reason: 'received too often', source: 'charts' },
    ]);
    expect(messages.redrive()).toBe(1);
    expect(messages.receive(10).map(({ body }) => body)).toStrictEqual(['poison']);
  });

  it('keeps a message that is to come twice', () => {
    const stage = stageOf([], { twice: 1 });
    const messages = queue(stage, 'charts');
    messages.send('hello');
    messages.remove(messages.receive(1)[0]?.messageId ?? '');
    expect(stage.history.text()).toContain('m1 will come once more');
  });
});
