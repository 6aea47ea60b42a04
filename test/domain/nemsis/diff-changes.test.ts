import { describe, expect, it } from 'vitest';
import { diff } from '../../../domain/nemsis/diff.ts';
import { type Group, isLeaf, type Leaf } from '../../../schemas/nemsis/data-set.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_REPORTS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';

type Change = (leaf: Leaf) => Leaf[];

const CHANGES: readonly Change[] = [
  () => [],
  (leaf) => [leaf, { ...leaf }],
  (leaf) => [leaf.text === undefined ? { ...leaf, nv: 'changed' } : { ...leaf, text: 'changed' }],
];

const leavesOf = (group: Group): Leaf[] =>
  group.children.flatMap((child) => (isLeaf(child) ? [child] : leavesOf(child)));

const changed = (group: Group, which: Leaf, change: Change): Group => ({
  ...group,
  children: group.children.flatMap((child): Group['children'] => {
    if (!isLeaf(child)) return [changed(child, which, change)];
    return child === which ? change(child) : [child];
  }),
});

const FILES = OFFICIAL_REPORTS.filter((file) => file.includes('/full/'));

describe.skipIf(!nemsisMaterial)('a change of one element is one difference, wherever it is', () => {
  it.each(titled(FILES))(
    '%s',
    (file) => {
      const { dataSet } = readOfficial(file);
      const some = leavesOf(dataSet).filter((_, index) => index % 9 === 0);
      expect(some.length).toBeGreaterThan(20);
      for (const leaf of some)
        for (const change of CHANGES)
          expect(diff(dataSet, changed(dataSet, leaf, change), { dictionary: EMS })).toHaveLength(1);
    },
    30_000,
  );
});
