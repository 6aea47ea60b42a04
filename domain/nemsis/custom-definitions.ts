import { type Group, isGroup } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { diff } from './diff.ts';

/** Custom elements by the names that results refer to. */
export type Definitions = ReadonlyMap<string, Group>;

/** The custom elements that a group `eCustomConfiguration` defines; of one name the first. */
export const definitionsIn = (custom: Group | undefined): Definitions => {
  const definitions = new Map<string, Group>();
  for (const group of (custom?.children ?? []).filter(isGroup)) {
    const name = group.attributes?.['CustomElementID'];
    if (name !== undefined && !definitions.has(name)) definitions.set(name, group);
  }
  return definitions;
};

/** How the custom elements of a file differ from an agency's. */
export interface DefinedOtherwise {
  /** Those that the agency does not define. */
  readonly missing: Definitions;
  /** The names of those that mean something else there. */
  readonly otherwise: readonly string[];
}

/** Holds the custom elements of a file against those of an agency, by what they say. */
export const heldAgainst = (
  agency: Definitions,
  file: Definitions,
  dictionary: Dictionary,
): DefinedOtherwise => ({
  missing: new Map([...file].filter(([name]) => !agency.has(name))),
  otherwise: [...file].flatMap(([name, group]) => {
    const own = agency.get(name);
    return own !== undefined && diff(own, group, { dictionary }).length > 0 ? [name] : [];
  }),
});
