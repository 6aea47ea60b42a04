import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../domain/nemsis/xsd-pattern.ts';

describe('a pattern of XML Schema', () => {
  it.each([
    ['[0-9]{5}', '02134', true],
    ['[0-9]{5}', '021345', false],
    ['a|bc', 'bc', true],
    ['a|bc', 'ac', false],
    ['(\\+|-)?1\\.5', '+1.5', true],
    ['(\\+|-)?1\\.5', '+1x5', false],
    ['.+', 'a\u2028b', true],
    ['.+', 'a\nb', false],
    ['^a$', '^a$', true],
    ['^a$', 'a', false],
    ['\\d+', '\u0663', true],
    ['\\D', '7', false],
    ['\\s', '\t', true],
    ['\\s', '\u00a0', false],
    ['\\S', '\u00a0', true],
    ['\\w', '\u00e9', true],
    ['\\w', '.', false],
    ['\\W', '-', true],
    ['\\n', '\n', true],
    ['[\\d\\-]+', '1-2', true],
    ['[+-]', '-', true],
    ['[+-]', ',', false],
    ['[-+]', '-', true],
    ['[^-a]', '-', false],
    ['[(|&)]+', '(&|)', true],
    ['[.^$]', 'x', false],
    ['[\\S]', 'x', true],
    ['\\p{Lu}\\P{Lu}', 'Aa', true],
    ['\\p{Lu}\\P{Lu}', 'AA', false],
    ['x{2,3}', 'xx', true],
    ['\\{\\}', '{}', true],
    ['\u{1f691}?', '\u{1f691}', true],
    ['', '', true],
    ['', 'x', false],
  ])('%s and %j: %s', (pattern, text, fits) => {
    expect(patternOf(pattern).test(text)).toBe(fits);
  });

  it.each(['\\p{IsGreek}', '\\i', '\\c*', '[a-z-[aeiou]]', '[[]'])('%s is not guessed at', (pattern) => {
    expect(() => patternOf(pattern)).toThrow('cannot translate');
  });

  it('is compiled once', () => {
    expect(patternOf('[0-9]')).toBe(patternOf('[0-9]'));
  });
});
