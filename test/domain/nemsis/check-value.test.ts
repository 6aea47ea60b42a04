import { describe, expect, it } from 'vitest';
import { checkValue, numberFaults } from '../../../domain/nemsis/check-value.ts';
import type { Leaf } from '../../../schemas/nemsis/data-set.ts';
import { indexOf } from '../../../schemas/nemsis/dictionary-index.ts';
import { TINY } from '../../schemas/nemsis/tiny-dictionary.ts';

const rulesOf = (leaf: Leaf): string[] => checkValue(leaf, TINY, '').map(({ rule }) => rule);

const ONE = { element: 'eMiddle.01' };
const TWO = { element: 'eMiddle.02' };
const NEGATING = { element: 'eSituation.10' };
const CUSTOM = { element: 'eCustomResults.01' };

describe('a value', () => {
  it.each<[Leaf, string[]]>([
    [{ ...ONE, text: '1001' }, []],
    [{ ...ONE, text: '1002' }, ['code']],
    [{ ...ONE, nv: '7701003' }, []],
    [{ ...ONE, nv: '7701005' }, ['nv']],
    [{ ...ONE, pn: '8801019' }, []],
    [{ ...ONE, pn: '8801023' }, ['pn']],
    [{ ...ONE }, ['reason']],
    [{ ...ONE, nv: '7701003', pn: '8801019' }, ['reason']],
    [{ ...ONE, text: '1001', nv: '7701003' }, ['reason']],
    [{ ...ONE, text: '1001', pn: '8801019' }, ['reason']],
    [{ ...ONE, text: '1001', pn: '8801029' }, []],
    [{ ...ONE, pn: '8801029' }, ['reason']],
    [{ ...TWO, text: '5', pn: '8801005' }, []],
    [{ ...TWO, pn: '8801005' }, ['nil']],
    [{ ...TWO, text: '5', nv: '7701001' }, ['nv', 'reason']],
    [{ ...TWO }, ['nil']],
    [{ ...NEGATING, text: 'abc', pn: '8801031' }, []],
    [{ ...NEGATING, pn: '8801031' }, ['reason']],
    [{ ...NEGATING, text: '' }, ['length']],
    [{ ...CUSTOM }, []],
    [{ ...CUSTOM, text: 'abc', nv: '7701001', pn: '8801019' }, []],
    [{ ...CUSTOM, nv: '7701005' }, ['nv']],
    [{ ...ONE, text: '1001', attributes: { CorrelationID: 'abc', Unit: '9' } }, []],
    [{ ...ONE, text: '1001', attributes: { CorrelationID: 'a', Unit: 'x' } }, ['length', 'choice']],
    [{ ...ONE, text: '1001', attributes: { NV: 'x' } }, ['unknown-attribute']],
    [{ element: 'eMiddle.99', text: 'x' }, ['unknown-element']],
  ])('%j: %j', (leaf, rules) => {
    expect(rulesOf(leaf)).toStrictEqual(rules);
  });

  it('is told where it stands, what it must be, and never what was said', () => {
    expect(checkValue({ element: 'eMiddle.01', text: 'secret' }, TINY, 'here')).toStrictEqual([
      {
        element: 'eMiddle.01',
        path: 'here',
        rule: 'code',
        message: 'eMiddle.01 must be a code of the list Colour',
      },
    ]);
    expect(checkValue({ element: 'eMiddle.02', text: '1', nv: 'secret' }, TINY, 'here')[0]?.message).toBe(
      'eMiddle.02 must not have this NV; allowed: none',
    );
  });
});

describe('the values of one place', () => {
  it.each([
    [1, 1, []],
    [1, 2, ['eMiddle.01 must have at most 1 value']],
    [2, 3, ['eMiddle.01 must have at most 2 values']],
    [undefined, 9, []],
  ])('of which there may be %j: %i', (max, count, messages) => {
    const { definition } = indexOf(TINY).elements.get('eMiddle.01') ?? {};
    if (!definition) throw new Error('It is in the dictionary.');
    const { max: _, ...unbounded } = definition;
    const faults = numberFaults({ ...unbounded, ...(max !== undefined && { max }) }, Array(count).fill('x'));
    expect(faults.map(({ message }) => message)).toStrictEqual(messages);
  });
});
