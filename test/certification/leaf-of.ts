import type { Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { type Cell, isPlaceholder } from './cell.ts';
import { codeIn, codeOf } from './codes.ts';

/** What the codes of a page's labels are known from. */
export interface Codes {
  readonly dictionary: Dictionary;
  /** The code of the county whose name the pages leave empty. */
  readonly county: string;
}

/**
 * The pages take the names of counties from a list that Fairfield County (09001) is in no more, since Connecticut has
 * planning regions instead of counties: the cell is empty.
 */
const COUNTY = 'ANSICountyCode';

const textOf = (text: string, type: string, { dictionary, county }: Codes): string =>
  text === '' && type === COUNTY ? county : codeOf(text, type, dictionary);

const QUOTED = /^"(.*)"$/;

/** The attributes that a cell shows of an element or a group; what the software fills in is not among them. */
export const attributesOf = ({ attributes }: Cell, owner: string, { dictionary }: Codes) => {
  const { elements, groups } = indexOf(dictionary);
  const definitions = (elements.get(owner) ?? groups.get(owner))?.definition.attributes ?? [];
  const said = Object.entries(attributes).filter(([, shown]) => !isPlaceholder(shown));
  return Object.fromEntries(
    said.map(([name, shown]) => {
      const type = definitions.find((each) => each.name === name)?.type ?? '';
      return [name, QUOTED.exec(shown)?.[1] ?? codeOf(shown, type, dictionary)];
    }),
  );
};

/** What a cell shows of an element. */
export const leafOf = (element: string, cell: Cell, known: Codes): Leaf => {
  const { nv, pn, text } = cell;
  const type = indexOf(known.dictionary).elements.get(element)?.definition.type ?? '';
  const attributes = attributesOf(cell, element, known);
  const isNil = text === '' && (nv ?? pn) !== undefined;
  return {
    element,
    ...(!isNil && { text: textOf(text, type, known) }),
    ...(nv !== undefined && { nv: codeIn('NV', nv, known.dictionary) }),
    ...(pn !== undefined && { pn: codeIn('PN', pn, known.dictionary) }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
};
