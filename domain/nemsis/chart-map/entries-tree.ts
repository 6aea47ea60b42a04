import type { ElementEntry, GroupEntry } from '../../../schemas/nemsis/entries.ts';
import type { Said } from './row.ts';
import type { Instance } from './tree.ts';

/** An instance before it is known what is in it. */
export interface Placed {
  readonly id: string;
  readonly group: string;
  readonly parent: string;
  readonly attributes: GroupEntry['attributes'];
  readonly said: Said;
}

/** What entries say, by the instances that they are of. */
export const saidIn = (elements: readonly ElementEntry[]): ReadonlyMap<string, Said> =>
  new Map(
    [...Map.groupBy(elements, ({ group }) => group)].map(([group, entries]) => [
      group,
      Object.fromEntries(
        [...Map.groupBy(entries, ({ element }) => element)].map(([element, each]) => [
          element,
          each.flatMap(({ values }) => values),
        ]),
      ),
    ]),
  );

/** The instances in one, by their groups, with those in them. */
export const withinOf = (
  parent: string,
  byParent: ReadonlyMap<string, readonly Placed[]>,
): Instance['within'] =>
  new Map(
    [...Map.groupBy(byParent.get(parent) ?? [], ({ group }) => group)].map(([group, each]) => [
      group,
      each.map(({ id, attributes, said }) => ({ id, said, attributes, within: withinOf(id, byParent) })),
    ]),
  );
