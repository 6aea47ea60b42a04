import { describe, expect, it } from 'vitest';
import { type Fault, Throttled } from '../../simulation/faults.ts';
import { container } from '../../simulation/functions/container.ts';
import { stageOf } from './stage.ts';

/** A call of two steps whose steps meet these faults: how it ended, and what it did. */
const called = async (...faults: Fault[]) => {
  const stage = stageOf(faults);
  const own = container(stage, { name: 'f-1', timeoutMs: 10_000 });
  const did: string[] = [];
  const step = (what: string) => own.step(what, [], async () => did.push(`did ${what}`));
  const work = async () => {
    try {
      await step('one');
      await step('two');
      return 'both';
    } catch (error) {
      did.push('caught');
      throw error;
    }
  };
  const outcome = own.call('work', work);
  await stage.scheduler.rest();
  return { outcome: await outcome, did, alive: own.alive };
};

describe('A container', () => {
  it('answers, and stays warm', async () => {
    const outcome = { kind: 'answered', value: 'both' };
    expect(await called()).toStrictEqual({ outcome, did: ['did one', 'did two'], alive: true });
  });

  it('is gone between two steps when it crashes: no line runs any more, no catch either', async () => {
    expect(await called('none', 'crash')).toStrictEqual({
      outcome: { kind: 'lost' },
      did: ['did one'],
      alive: false,
    });
  });

  it('meets a throttle before anything has happened', async () => {
    const outcome = { kind: 'failed', error: new Throttled('one') };
    expect(await called('throttle')).toStrictEqual({ outcome, did: ['caught'], alive: true });
  });

  it('meets a lost answer after it has happened', async () => {
    const outcome = { kind: 'failed', error: new Throttled('one') };
    expect(await called('lose')).toStrictEqual({ outcome, did: ['did one', 'caught'], alive: true });
  });

  it('goes on after a step that took long', async () => {
    expect((await called('stall', 'stall')).did.slice(0, 1)).toStrictEqual(['did one']);
  });

  it('is ended when it has taken longer than it may', async () => {
    const stage = stageOf(['stall']);
    const own = container(stage, { name: 'f-1', timeoutMs: 50 });
    const outcome = own.call('work', () => own.step('slow', [], async () => 'late'));
    await stage.scheduler.rest();
    expect(await outcome).toStrictEqual({ kind: 'lost' });
    expect(stage.history.text()).toContain('✗ timed out');
  });
});
