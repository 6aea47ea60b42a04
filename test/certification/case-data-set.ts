import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Shown } from './case-page.ts';
import { type Cell, isPlaceholder } from './cell.ts';
import { codeIn, codeOf } from './codes.ts';
import { customResult, customValue } from './custom-value.ts';

/** What whoever enters a case knows besides its page. */
export interface Knowledge {
  readonly dictionary: Dictionary;
  /** The elements that the state has defined. */
  readonly custom: Group;
  /** The code of the county whose name the pages leave empty. */
  readonly county: string;
  /** What `[Value from …DataSet]` stands for: `beside` tells what is shown of another element of the same group. */
  valuesOf(element: string, beside: (element: string) => string): readonly Leaf[];
}

/**
 * The pages take the names of counties from a list that Fairfield County (09001) is in no more, since Connecticut has
 * planning regions instead of counties: the cell is empty.
 */
const COUNTY = 'ANSICountyCode';

const textOf = (text: string, type: string, { dictionary, county }: Knowledge): string =>
  text === '' && type === COUNTY ? county : codeOf(text, type, dictionary);

const QUOTED = /^"(.*)"$/;

const attributesOf = ({ attributes }: Cell, owner: string, { dictionary }: Knowledge) => {
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

const leafOf = (element: string, cell: Cell, known: Knowledge): Leaf => {
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

const beside =
  ({ children }: Shown) =>
  (element: string): string =>
    children.find(({ name }) => name === element)?.cells[0]?.text ?? '';

const isFromElsewhere = ({ cells }: Shown): boolean => cells.some(({ text }) => isPlaceholder(text));

const fromElsewhere = ({ name, cells }: Shown, within: Shown, known: Knowledge): readonly Leaf[] => {
  const values = known.valuesOf(name, beside(within));
  if (values.length === cells.length) return values;
  throw new Error(`The page shows ${cells.length} values of ${name}, and there are ${values.length}.`);
};

/** What is told of values of the state's own besides themselves, in the order in which they are found. */
type Results = Group[];

/** A value of the state's own is told once more as a result, which points to the group that the value stands in. */
const ownValue = (
  element: string,
  { text }: Cell,
  { custom, results, group }: { custom: Group; results: Results; group: string },
): Leaf => {
  const value = customValue(element, text, custom);
  results.push(customResult(value, group));
  return value.leaf;
};

const childrenOf = (
  shown: Shown,
  known: Knowledge,
  { results, group }: { results: Results; group: string },
): Group['children'] =>
  shown.children.flatMap((child): Group['children'] => {
    const { name, cells } = child;
    if (!indexOf(known.dictionary).elements.has(name)) return [groupOf(child, known, results)];
    if (isFromElsewhere(child)) return [...fromElsewhere(child, shown, known)];
    return cells.map((cell) =>
      cell.isCustom
        ? ownValue(name, cell, { custom: known.custom, results, group })
        : leafOf(name, cell, known),
    );
  });

const hasOwnValues = ({ children }: Shown): boolean =>
  children.some(({ cells }) => cells.some(({ isCustom }) => isCustom));

const groupOf = (shown: Shown, known: Knowledge, results: Results): Group => {
  const id = `custom-${results.length}`;
  const own = shown.cells.map((cell) => attributesOf(cell, shown.name, known));
  const attributes = Object.assign({}, ...own, hasOwnValues(shown) ? { CorrelationID: id } : {});
  const children = childrenOf(shown, known, { results, group: id });
  return { group: shown.name, ...(Object.keys(attributes).length > 0 && { attributes }), children };
};

const resultsOf = (results: Results): Group[] => {
  const [first] = results;
  return first ? [{ group: first.group.replace('.ResultsGroup', ''), children: results }] : [];
};

/** What a page shows, or a part of it, as the data set that it is: labels as codes, and whatever stands elsewhere. */
export const caseDataSet = (shown: Shown, known: Knowledge): Group => {
  const results: Results = [];
  const { children, ...group } = groupOf(shown, known, results);
  return { ...group, children: [...children, ...resultsOf(results)] };
};
