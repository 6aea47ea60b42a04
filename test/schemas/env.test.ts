import { afterEach, describe, expect, it, vi } from 'vitest';
import { ENV, readEnv } from '../../schemas/env.ts';

afterEach(() => vi.unstubAllEnvs());

const wanted = ENV.pick({ EVENTS_TABLE: true, RATE_PER_MINUTE: true, WEBSOCKET_URL: true });
const stub = (variables: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};
const complete = {
  EVENTS_TABLE: 'events',
  RATE_PER_MINUTE: '600',
  WEBSOCKET_URL: 'wss://push.example.org/live',
};

describe('The environment of a function', () => {
  it('is read as what each variable means', () => {
    stub(complete);
    expect(readEnv(wanted)).toStrictEqual({ ...complete, RATE_PER_MINUTE: 600 });
  });

  it('is refused whole, naming each variable that is missing or malformed and where to look', () => {
    stub({ ...complete, EVENTS_TABLE: '', RATE_PER_MINUTE: 'many', WEBSOCKET_URL: undefined });
    expect(() => readEnv(wanted)).toThrow(
      /^The environment of this function is not complete: EVENTS_TABLE \(.+\), RATE_PER_MINUTE \(.+\), WEBSOCKET_URL \(.+\)\. Check its construct in lib\/\.$/,
    );
  });

  it.each(['0', '-1', '1.5', ''])('takes %s for no count', (RATE_PER_MINUTE) => {
    stub({ ...complete, RATE_PER_MINUTE });
    expect(() => readEnv(wanted)).toThrow('RATE_PER_MINUTE');
  });
});
