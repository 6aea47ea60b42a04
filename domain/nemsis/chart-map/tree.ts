import type { Group } from '../../../schemas/nemsis/data-set.ts';
import { type GroupDefinition, isElement } from '../../../schemas/nemsis/dictionary.ts';
import { repeats } from '../../../schemas/nemsis/dictionary-index.ts';
import type { Said } from './row.ts';

/** An instance of a repeating group, or the chart itself: what it says, and the instances in it by their groups. */
export interface Instance {
  readonly id: string;
  readonly said: Said;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly within: ReadonlyMap<string, readonly Instance[]>;
}

/**
 * The children of a group, in the standard's order: elements as the instance says them, single groups where anything is
 * in them, repeating groups as often as there are instances.
 */
const childrenOf = ({ children }: GroupDefinition, instance: Instance): Group['children'] =>
  children.flatMap((child): Group['children'] => {
    if (isElement(child)) {
      const { element } = child;
      return (instance.said[element] ?? []).map((value) => ({ element, ...value }));
    }
    if (repeats(child)) return (instance.within.get(child.group) ?? []).map((each) => groupOf(child, each));
    const within = childrenOf(child, instance);
    return within.length === 0 ? [] : [{ group: child.group, children: within }];
  });

/** A group that an instance is, with everything in it. */
export const groupOf = (definition: GroupDefinition, instance: Instance): Group => ({
  group: definition.group,
  ...(instance.attributes && { attributes: { ...instance.attributes } }),
  children: childrenOf(definition, instance),
});
