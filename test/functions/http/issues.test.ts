import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issuesOf } from '../../../functions/http/issues.ts';

const Person = z.strictObject({ version: z.int(), phones: z.array(z.strictObject({ number: z.string() })) });

const issuesIn = (value: unknown) => {
  const { error } = Person.safeParse(value);
  if (!error) throw new Error('the value was expected to be wrong');
  return issuesOf(error);
};

describe('What is wrong with a request', () => {
  it('is told with its place', () => {
    expect(issuesIn({ version: '1', phones: [{ number: 7 }] })).toStrictEqual([
      { path: 'version', message: 'Invalid input: expected number, received string' },
      { path: 'phones.0.number', message: 'Invalid input: expected string, received number' },
    ]);
  });

  it('names an unknown field that looks like one, and no other', () => {
    expect(issuesIn({ version: 1, phones: [], last_nmae: 'x', 'Mrs. Smith, 4 Oak St': 'y' })).toStrictEqual([
      { path: '', message: 'has unknown fields: last_nmae, 1 more' },
    ]);
  });

  it('names a key that a client made up only where it looks like a name', () => {
    const Named = z.record(z.string(), z.int());
    const { error } = Named.safeParse({ 'content-type': 'x', 'Mrs. Smith, 4 Oak St': 'y' });
    expect(error && issuesOf(error).map(({ path }) => path)).toStrictEqual(['content-type', '?']);
  });

  it('names ten unknown fields at most', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`field_${at}`, at]));
    const names = Array.from({ length: 10 }, (_, at) => `field_${at}`).join(', ');
    expect(issuesIn({ version: 1, phones: [], ...many })).toStrictEqual([
      { path: '', message: `has unknown fields: ${names}, 2 more` },
    ]);
  });

  it('stops after fifty places, and tells how many more there are', () => {
    const issues = issuesIn({ version: 1, phones: Array.from({ length: 60 }, () => 'x') });
    expect(issues).toHaveLength(51);
    expect(issues.at(-1)).toStrictEqual({ path: '', message: 'and 10 places more' });
  });
});
