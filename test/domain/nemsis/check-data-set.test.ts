import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/nemsis/random.ts';
import { sampleDataSet } from '../../../bench/nemsis/sample-data-set.ts';
import { checkDataSet } from '../../../domain/nemsis/check-data-set.ts';
import { inOrder } from '../../../domain/nemsis/in-order.ts';
import type { Group, Leaf } from '../../../schemas/nemsis/data-set.ts';
import { dictionaryOf, RELEASES } from '../../../schemas/nemsis/releases.ts';
import { TINY } from '../../schemas/nemsis/tiny-dictionary.ts';

const FIRST: Leaf = { element: 'eFirst.01', text: 'abc' };
const ONE: Leaf = { element: 'eMiddle.01', text: '1001' };
const TWO: Leaf = { element: 'eMiddle.02', text: '5' };
const MIDDLE: Group = { group: 'eMiddle.Group', children: [ONE] };
const LAST: Group = { group: 'eLast', children: [{ element: 'eLast.01', text: 'abc' }] };

const set = (...children: Group['children']): Group => ({
  group: 'EMSDataSet',
  attributes: { UUID: 'abc' },
  children,
});

const found = (dataSet: Group) => checkDataSet(dataSet, TINY).map(({ rule, path }) => `${rule} ${path}`);

describe('a data set', () => {
  it('that is right is found so in any order', () => {
    expect(found(set(FIRST, MIDDLE, MIDDLE, LAST))).toStrictEqual([]);
    expect(found(set(LAST, { ...MIDDLE, children: [TWO, ONE, TWO] }, FIRST))).toStrictEqual([]);
  });

  it.each<[string, Group, string[]]>([
    ['another root', LAST, ['unknown-group eLast']],
    [
      'nothing',
      { ...set(), attributes: {} },
      ['missing-attribute EMSDataSet', 'missing EMSDataSet', 'missing EMSDataSet'],
    ],
    [
      'no attributes at all',
      { group: 'EMSDataSet', children: [FIRST, MIDDLE] },
      ['missing-attribute EMSDataSet'],
    ],
    ['an element twice', set(FIRST, FIRST, MIDDLE), ['too-many EMSDataSet/eFirst.01[2]']],
    ['a group twice', set(FIRST, MIDDLE, LAST, LAST), ['too-many EMSDataSet/eLast[2]']],
    ['an element elsewhere', set(FIRST, MIDDLE, TWO), ['wrong-group EMSDataSet/eMiddle.02[1]']],
    [
      'a group elsewhere',
      set(FIRST, { ...MIDDLE, children: [ONE, LAST] }),
      ['wrong-group EMSDataSet/eMiddle.Group[1]/eLast[1]'],
    ],
    [
      'an unknown element',
      set(FIRST, MIDDLE, { element: 'eFirst.99' }),
      ['unknown-element EMSDataSet/eFirst.99[1]'],
    ],
    ['an unknown group', set(FIRST, MIDDLE, { group: 'x', children: [] }), ['unknown-group EMSDataSet/x[1]']],
    [
      'an element as a group',
      set({ group: 'eFirst.01', children: [] }, MIDDLE),
      ['unknown-group EMSDataSet/eFirst.01[1]'],
    ],
    [
      'a bad value',
      set(FIRST, MIDDLE, { ...MIDDLE, children: [ONE, TWO, { ...TWO, text: '0' }] }),
      ['range EMSDataSet/eMiddle.Group[2]/eMiddle.02[2]'],
    ],
    [
      'an attribute of a group',
      set(FIRST, { ...MIDDLE, attributes: { UUID: 'abc' } }),
      ['unknown-attribute EMSDataSet/eMiddle.Group[1]'],
    ],
  ])('with %s is found so', (_what, dataSet, findings) => {
    expect(found(dataSet)).toStrictEqual(findings);
  });

  it('is told what is wrong in words', () => {
    expect(checkDataSet(set(MIDDLE), TINY)).toStrictEqual([
      {
        element: 'eFirst.01',
        path: 'EMSDataSet',
        rule: 'missing',
        message: 'EMSDataSet must have eFirst.01',
      },
    ]);
  });

  it.each(RELEASES.flatMap((release) => (['EMS', 'DEM'] as const).map((kind) => ({ release, kind }))))(
    'of $release $kind by chance is right',
    ({ release, kind }) => {
      const dictionary = dictionaryOf(release, kind) ?? TINY;
      const random = seeded(5);
      for (let times = 0; times < 5; times += 1)
        expect(checkDataSet(sampleDataSet(dictionary, random), dictionary)).toStrictEqual([]);
    },
  );
});

describe('the order of the standard', () => {
  it('is restored, and values of one element stay as they are', () => {
    const five = { ...TWO, text: '7' };
    const mixed = set(LAST, { ...MIDDLE, children: [five, TWO, ONE] }, FIRST);
    expect(inOrder(mixed, TINY)).toStrictEqual(set(FIRST, { ...MIDDLE, children: [ONE, five, TWO] }, LAST));
  });

  it('puts what nobody knows at the end', () => {
    const strange = { element: 'eFirst.99' };
    const odd = { group: 'x', children: [] };
    expect(inOrder(set(strange, odd, FIRST), TINY)).toStrictEqual(set(FIRST, strange, odd));
  });
});
