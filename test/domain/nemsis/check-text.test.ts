import { describe, expect, it } from 'vitest';
import { checkText } from '../../../domain/nemsis/check-text.ts';
import type { Dictionary, ValueType } from '../../../schemas/nemsis/dictionary.ts';
import { TINY } from '../../schemas/nemsis/tiny-dictionary.ts';

const withType = (type: ValueType): Dictionary => ({ ...TINY, types: { ...TINY.types, Tried: type } });

const rulesOf = (text: string, type: ValueType): string[] =>
  checkText(text, 'Tried', withType(type)).map(({ rule }) => rule);

describe('a text', () => {
  it.each<[string, ValueType, string[]]>([
    ['abc', {}, []],
    ['ab', { length: 2 }, []],
    ['a', { length: 2 }, ['length']],
    ['abc', { length: 2 }, ['length']],
    ['\u{1f691}\u{1f691}', { maxLength: 2 }, []],
    ['abc', { minLength: 4 }, ['length']],
    ['abc', { maxLength: 2 }, ['length']],
    ['a\u0000', {}, ['characters']],
    ['\ud800', {}, ['characters']],
    ['1', { base: 'xs:boolean' }, []],
    ['yes', { base: 'xs:boolean' }, ['form']],
    [' 5 ', { base: 'xs:integer', minInclusive: '5' }, []],
    ['4', { base: 'xs:integer', minInclusive: '5' }, ['range']],
    ['6', { base: 'xs:integer', maxInclusive: '5' }, ['range']],
    ['5.0', { base: 'xs:integer' }, ['form']],
    ['9'.repeat(1_001), { base: 'xs:integer' }, ['form']],
    ['5.50', { base: 'xs:decimal', fractionDigits: 1, totalDigits: 2 }, []],
    ['5.55', { base: 'xs:decimal', fractionDigits: 1 }, ['digits']],
    ['555', { base: 'xs:decimal', totalDigits: 2 }, ['digits']],
    ['0', { base: 'xs:positiveInteger' }, ['form']],
    ['0', { base: 'xs:nonNegativeInteger' }, []],
    ['-1', { base: 'xs:nonNegativeInteger' }, ['form']],
    ['2026-03-01', { base: 'xs:date', minInclusive: '1900-01-01', maxInclusive: '2050-01-01' }, []],
    ['1899-12-31', { base: 'xs:date', minInclusive: '1900-01-01' }, ['range']],
    ['1900-01-01Z', { base: 'xs:date', minInclusive: '1900-01-01' }, ['range']],
    ['2026-03-01T12:00:00Z', { base: 'xs:dateTime', patterns: ['.*(\\+|-)\\d\\d:\\d\\d'] }, ['pattern']],
    ['2026-03-01T12:00:00-05:00', { base: 'xs:dateTime', patterns: ['x', '.*-\\d\\d:\\d\\d'] }, []],
    ['12:00', { base: 'xs:time' }, ['form']],
    ['aGk= ', { base: 'xs:base64Binary', length: 2 }, []],
    ['aGk', { base: 'xs:base64Binary' }, ['form']],
    ['aGkh', { base: 'xs:base64Binary', maxLength: 2 }, ['length']],
    ['1003', { codes: 'Colour' }, []],
    ['1003 ', { codes: 'Colour' }, ['code']],
    ['1003', { codes: 'NoSuchList' }, ['code']],
    ['mmHg', { anyOf: ['Count', 'Unit'] }, []],
    ['7', { anyOf: ['Count', 'xs:date'] }, []],
    ['100', { anyOf: ['Count', 'Unit'] }, ['choice']],
    ['x', { base: 'xs:string', minInclusive: 'a' }, ['range']],
    ['x', { base: 'xs:string', totalDigits: 1 }, []],
  ])('%j of %j: %j', (text, type, rules) => {
    expect(rulesOf(text, type)).toStrictEqual(rules);
  });

  it('is told what it must be', () => {
    expect(checkText('100', 'Count', TINY)).toStrictEqual([{ rule: 'range', message: 'must be at most 99' }]);
    expect(checkText('x', 'xs:date', TINY)).toStrictEqual([
      { rule: 'form', message: 'must be a date, as 2026-03-01' },
    ]);
  });

  it('of a type that the dictionary does not have is a bug', () => {
    expect(() => checkText('x', 'NoSuchType', TINY)).toThrow('no type NoSuchType');
  });

  it('is not judged by a limit that is none', () => {
    const broken = withType({ base: 'xs:date', minInclusive: 'yesterday' });
    expect(() => checkText('2026-03-01', 'Tried', broken)).toThrow(
      'a limit that is not of its type: yesterday',
    );
  });
});
