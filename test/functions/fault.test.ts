import { describe, expect, it } from 'vitest';
import { faultOf, faultRefusal } from '../../functions/fault.ts';

const upstream = (fields: object) => Object.assign(new Error('the table said Mrs. Smith'), fields);

describe('A fault as it is logged', () => {
  it('has its name and where it was', () => {
    const { name, at } = faultOf(new RangeError('x'));
    expect(name).toBe('RangeError');
    expect(at[0]).toMatch(/^ {4}at .*fault\.test\.ts:\d+:\d+\)?$/);
  });

  it('has nothing of its message, even where that looks like a stack', () => {
    const { at } = faultOf(new Error('no\n    at Mrs. Smith (file:///smith.ts:1:1)\n    at home'));
    expect(at.length).toBeGreaterThan(0);
    expect(at.join('\n')).not.toMatch(/Smith|home/);
  });

  it('has nothing of a message that was changed after it was thrown', () => {
    const error = new Error('Mrs. Smith\n    at home');
    error.message = 'another';
    expect(faultOf(error).at.join('\n')).not.toMatch(/Smith|home/);
  });

  it('may have no stack', () => {
    expect(faultOf(Object.assign(new Error('x'), { stack: undefined }))).toStrictEqual({
      name: 'Error',
      at: [],
    });
  });
});

describe('A fault as a client is told of it', () => {
  const told = (error: Error) => ({
    code: faultRefusal(error).code,
    text: JSON.stringify(faultRefusal(error)),
  });

  it.each([{ $fault: 'server' }, { $fault: 'client' }, { $metadata: { attempts: 3 } }])(
    'is of a system behind the service with %j',
    (fields) => {
      const { code, text } = told(upstream(fields));
      expect(code).toBe('UPSTREAM_FAILED');
      expect(text).not.toContain('Smith');
    },
  );

  it('is else the service’s own', () => {
    const { code, text } = told(new Error('Mrs. Smith'));
    expect(code).toBe('INTERNAL');
    expect(text).not.toContain('Smith');
  });
});
