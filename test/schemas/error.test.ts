import { describe, expect, it } from 'vitest';
import { ErrorBody, isRefusal, refuse } from '../../schemas/error.ts';

describe('A refusal', () => {
  it('says which code, why, and what more there is to say', () => {
    expect(refuse('LOCKED', 'The chart is locked.', { since: 'today' })).toStrictEqual({
      code: 'LOCKED',
      message: 'The chart is locked.',
      details: { since: 'today' },
    });
    expect(refuse('LOCKED', 'The chart is locked.').details).toStrictEqual({});
  });

  it('is told from what it stands in for', () => {
    expect(isRefusal(refuse('NOT_FOUND', 'There is no such chart.'))).toBe(true);
    const others = [
      undefined,
      null,
      'NOT_FOUND',
      [],
      { id: 'a', version: 1 },
      { code: 'NOT_FOUND', message: 'm' },
    ];
    expect(others.filter(isRefusal)).toStrictEqual([]);
  });
});

describe('The body of an error', () => {
  const error = { code: 'NOT_FOUND', message: 'm', details: {}, trace_id: 't' };

  it('has a known code', () => {
    expect(ErrorBody.safeParse({ error }).success).toBe(true);
    expect(ErrorBody.safeParse({ error: { ...error, code: 'GONE' } }).success).toBe(false);
  });

  it.each(['code', 'message', 'details', 'trace_id'])('has always its %s', (name) => {
    const { [name as 'code']: _left, ...rest } = error;
    expect(ErrorBody.safeParse({ error: rest }).success).toBe(false);
  });
});
