import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Shown } from './case-page.ts';
import { type Cell, isPlaceholder } from './cell.ts';
import { customResult, customValue } from './custom-value.ts';
import { attributesOf, type Codes, leafOf } from './leaf-of.ts';

/** What whoever enters a case knows besides its page. */
export interface Knowledge extends Codes {
  /** The elements that the state has defined. */
  readonly custom: Group;
  /** What `[Value from …DataSet]` stands for: `beside` tells what is shown of another element of the same group. */
  valuesOf(element: string, beside: (element: string) => string): readonly Leaf[];
}

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
