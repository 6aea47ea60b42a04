import type {
  Dictionary,
  ElementDefinition,
  GroupDefinition,
  ValueType,
} from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { usedTypes } from '../../schemas/nemsis/used-types.ts';
import { recordableElement, recordableGroup } from './recordable.ts';

/** A section of the standard, as `eVitals`, and the repeating group within it; null for what software says by itself. */
interface Placed {
  readonly section: string;
  readonly within: string | null;
}

/** What a form needs to know of the standard: its elements, the repeating groups, and the types of values. */
interface FormElements {
  readonly elements: readonly (ElementDefinition & Placed)[];
  readonly groups: readonly (Pick<GroupDefinition, 'group' | 'attributes'> & Placed)[];
  readonly types: Readonly<Record<string, ValueType>>;
}

const sectionOf = (name: string): string => name.slice(0, name.indexOf('.'));

/** The elements of a data set, or of one of its sections, in the standard's order. */
export const formElements = (dictionary: Dictionary, section?: string): FormElements => {
  const index = indexOf(dictionary);
  const isAsked = (name: string) => section === undefined || sectionOf(name) === section;
  const elements = [...index.elements]
    .filter(([name]) => isAsked(name))
    .map(([name, { definition }]) => {
      const within = recordableElement(name, dictionary)?.within ?? null;
      return { ...definition, section: sectionOf(name), within };
    });
  const groups = [...index.groups.keys()].filter(isAsked).flatMap((name) => {
    const found = recordableGroup(name, dictionary);
    if (!found) return [];
    const { definition, within } = found;
    return [{ group: name, section: sectionOf(name), within, attributes: definition.attributes }];
  });
  const root = { ...dictionary.root, attributes: [], children: elements };
  return { elements, groups, types: usedTypes(dictionary, root).types };
};
