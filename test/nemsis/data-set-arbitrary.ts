import * as fc from 'fast-check';
import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import { type ElementDefinition, type GroupDefinition, isElement } from '../../schemas/nemsis/dictionary.ts';

/** Every character that XML 1.0 can carry. */
const character = fc
  .integer({ min: 0x20, max: 0x10ffff })
  .filter((code) => (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff)
  .map((code) => String.fromCodePoint(code));

const text = fc.string({
  unit: fc.oneof(fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\t', '\n', '\r', ' ', 'a', '1'), character),
  maxLength: 12,
});

/** Texts as reports have them, now and then, so that typed fields can carry some. */
const LIKELY = [
  '2205001',
  '9923003',
  '9923001',
  '2024-10-07T20:20:00-04:00',
  '2024-07-01T12:00:00.250+02:00',
  '2011-01-01T00:00:00-00:00',
  '1979-04-08',
  '007',
  '12',
  '36.10',
  '41.393,-73.455',
  'F10.92',
  '2803001',
  '2806005',
  '71493000',
  ' Main  Street ',
];
const likely = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...LIKELY) }, text);

const attributes = ({ attributes: known }: ElementDefinition | GroupDefinition) =>
  fc
    .record(Object.fromEntries(known.map(({ name }) => [name, text])), {
      requiredKeys: known.filter(({ required }) => required).map(({ name }) => name),
    })
    .map((given) => (Object.keys(given).length === 0 ? {} : { attributes: given }));

const value = fc.oneof(
  { weight: 6, arbitrary: likely.map((each) => ({ text: each })) },
  fc.record({ nv: text }),
  fc.record({ pn: text }),
  fc.record({ text: likely, pn: text }),
  fc.constant({}),
);

const leaf = (definition: ElementDefinition): fc.Arbitrary<Leaf> =>
  fc.tuple(value, attributes(definition)).map(([said, given]) => ({
    element: definition.element,
    ...said,
    ...given,
  }));

const some = ({ min, max }: { min: number; max?: number | undefined }) => ({
  minLength: min,
  maxLength: max ?? Math.max(min, 2),
});

/**
 * A group as the dictionary has it: what is required is there, what is not is there now and then; texts are of all that
 * XML can carry, whatever their types.
 */
export const groupArbitrary = (definition: GroupDefinition): fc.Arbitrary<Group> => {
  const children = definition.children.map((child) => {
    const one: fc.Arbitrary<Leaf | Group> = isElement(child) ? leaf(child) : groupArbitrary(child);
    const there = fc.array(one, some(child));
    return child.min > 0 ? there : fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, there);
  });
  return fc.tuple(attributes(definition), fc.tuple(...children)).map(([given, each]) => ({
    group: definition.group,
    ...given,
    children: each.flat(),
  }));
};
