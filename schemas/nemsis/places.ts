import type { Dictionary, ElementDefinition, GroupDefinition } from './dictionary.ts';

/** A group of the standard and where each of its children stands among the others. */
export interface GroupPlace {
  readonly definition: GroupDefinition;
  readonly order: ReadonlyMap<string, number>;
}

/** A dictionary by name: each element and each group of a data set has one place alone. */
export interface Places {
  readonly elements: ReadonlyMap<string, ElementDefinition>;
  readonly groups: ReadonlyMap<string, GroupPlace>;
}

/** The name of a child, whichever it is. */
export const nameOf = (child: { element: string } | { group: string }): string =>
  'element' in child ? child.element : child.group;

const known = new WeakMap<Dictionary, Places>();

const build = (root: GroupDefinition): Places => {
  const elements = new Map<string, ElementDefinition>();
  const groups = new Map<string, GroupPlace>();
  const visit = (definition: GroupDefinition): void => {
    const order = new Map(definition.children.map((child, index) => [nameOf(child), index]));
    groups.set(definition.group, { definition, order });
    for (const child of definition.children)
      if ('element' in child) elements.set(child.element, child);
      else visit(child);
  };
  visit(root);
  return { elements, groups };
};

/** The places of a dictionary, found once. */
export const placesOf = (dictionary: Dictionary): Places => {
  const before = known.get(dictionary);
  if (before) return before;
  const places = build(dictionary.root);
  known.set(dictionary, places);
  return places;
};
