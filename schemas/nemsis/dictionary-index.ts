import { type Dictionary, type ElementDefinition, type GroupDefinition, isElement } from './dictionary.ts';

/** A definition and the groups it is in, from the root on; `position` counts all nodes in the standard's order. */
interface Placed<D> {
  readonly definition: D;
  readonly path: readonly string[];
  readonly position: number;
}

/** All elements and groups of a dictionary by their names; the standard gives none twice. */
export interface DictionaryIndex {
  readonly elements: ReadonlyMap<string, Placed<ElementDefinition>>;
  readonly groups: ReadonlyMap<string, Placed<GroupDefinition>>;
}

type Node = Omit<Placed<ElementDefinition | GroupDefinition>, 'position'>;

/** The name of an element or a group. */
export const nameOf = (definition: ElementDefinition | GroupDefinition): string =>
  isElement(definition) ? definition.element : definition.group;

const nodesUnder = (definition: ElementDefinition | GroupDefinition, path: readonly string[]): Node[] => {
  if (isElement(definition)) return [{ definition, path }];
  const within = [...path, definition.group];
  return [{ definition, path }, ...definition.children.flatMap((child) => nodesUnder(child, within))];
};

const built = ({ root }: Dictionary): DictionaryIndex => {
  const elements = new Map<string, Placed<ElementDefinition>>();
  const groups = new Map<string, Placed<GroupDefinition>>();
  for (const [position, { definition, path }] of nodesUnder(root, []).entries()) {
    const name = nameOf(definition);
    if (elements.has(name) || groups.has(name)) throw new Error(`${name} is in the dictionary twice.`);
    if (isElement(definition)) elements.set(name, { definition, path, position });
    else groups.set(name, { definition, path, position });
  }
  return { elements, groups };
};

const indexes = new WeakMap<Dictionary, DictionaryIndex>();

/** The index of a dictionary, built once. */
export const indexOf = (dictionary: Dictionary): DictionaryIndex => {
  const index = indexes.get(dictionary) ?? built(dictionary);
  indexes.set(dictionary, index);
  return index;
};

/** Whether an element may have several values in its group, or a group may stand several times in its own. */
export const repeats = ({ max }: { readonly max?: number | undefined }): boolean => max !== 1;
