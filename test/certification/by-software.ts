import { NOT_RECORDED } from '../../domain/nemsis/fill.ts';
import { type Group, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Shown } from './case-page.ts';

/** Who the agency is, and what the record is: nobody enters it for a chart. */
const FACTS = ['DemographicGroup', 'eRecord', 'dRecord', 'eResponse.AgencyGroup'];

/** What of a page is entered. */
export const entered = (shown: Shown): Shown => ({
  ...shown,
  children: shown.children.filter(({ name }) => !FACTS.includes(name)).map(entered),
});

const isWanted = ({ element }: Leaf, dictionary: Dictionary): boolean =>
  (indexOf(dictionary).elements.get(element)?.definition.min ?? 0) > 0;

/**
 * What of a data set is entered: where the standard wants an element, nobody enters that it was not recorded, and the
 * software says so in an export. Elsewhere the page asks for it, as for eVitals.17.
 */
export const withoutFilled = ({ children, ...group }: Group, dictionary: Dictionary): Group => ({
  ...group,
  children: children
    .map((child) => (isLeaf(child) ? child : withoutFilled(child, dictionary)))
    .filter((child) =>
      isLeaf(child) ? child.nv !== NOT_RECORDED || !isWanted(child, dictionary) : child.children.length > 0,
    ),
});
