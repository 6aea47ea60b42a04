import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import {
  type AttributeDefinition,
  type Dictionary,
  type ElementDefinition,
  type GroupDefinition,
  isElement,
} from '../../schemas/nemsis/dictionary.ts';
import type { Random } from './random.ts';
import { sampleText } from './sample-text.ts';

interface Source {
  readonly dictionary: Dictionary;
  readonly random: Random;
}

/** Mostly once, sometimes as seldom or as often as may be. */
const timesOf = ({ min, max = 2 }: Pick<GroupDefinition, 'min' | 'max'>, { random }: Source): number =>
  Math.max(min, random.pick([min, 1, 1, Math.min(max, 2)]));

const attributesFor = (
  definitions: readonly AttributeDefinition[],
  { dictionary, random }: Source,
): Record<string, string> =>
  Object.fromEntries(
    definitions
      .filter(({ required }) => required || random.below(3) === 0)
      .map(({ name, type }) => [name, sampleText(type, dictionary, random)]),
  );

const leafFor = (definition: ElementDefinition, source: Source): Leaf => {
  const { dictionary, random } = source;
  const { element, type, nillable, nv, pn } = definition;
  const attributes = attributesFor(definition.attributes, source);
  const own = { element, ...(Object.keys(attributes).length > 0 && { attributes }) };
  if (nillable && nv.length > 0 && random.below(3) === 0) return { ...own, nv: random.pick(nv) };
  const text = sampleText(type, dictionary, random);
  return !nillable && pn.length > 0 && random.below(2) === 0
    ? { ...own, text, pn: random.pick(pn) }
    : { ...own, text };
};

const groupFor = (definition: GroupDefinition, source: Source): Group => {
  const attributes = attributesFor(definition.attributes, source);
  return {
    group: definition.group,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    children: definition.children.flatMap((child) =>
      Array.from({ length: timesOf(child, source) }, () =>
        isElement(child) ? leafFor(child, source) : groupFor(child, source),
      ),
    ),
  };
};

/** A data set that is right in all respects, by chance: each element of the dictionary comes, and comes in all its forms. */
export const sampleDataSet = (dictionary: Dictionary, random: Random): Group =>
  groupFor(dictionary.root, { dictionary, random });
