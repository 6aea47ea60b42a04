import fontoxpath from 'fontoxpath';
import { type Element, type Node, parseXmlDocument } from 'slimdom';
import { type Cell, cellOf } from './cell.ts';

/** A group or an element of a case as its page shows it: what it says, and what stands in it. */
export interface Shown {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly children: readonly Shown[];
}

interface Row {
  /** How far it is indented: what is indented further, below it, stands in it. */
  readonly depth: number;
  readonly name: string;
  readonly cells: readonly Cell[];
}

const { evaluateXPathToNodes, evaluateXPathToString } = fontoxpath;

const string = (path: string, node: Node): string => evaluateXPathToString(path, node);

/** A picture is shown itself, as `data:image/jpg;base64,…`. */
const shownIn = (value: Element): string =>
  string('string(img/@src)', value).split(';base64,')[1] ?? value.textContent ?? '';

/** An element of several values is one row with its name and then rows of a value alone. */
const rowsOf = (page: Node): Row[] => {
  const rows: Row[] = [];
  for (const tr of evaluateXPathToNodes<Element>('//tbody/tr', page)) {
    const cells = evaluateXPathToNodes<Element>('td[not(@class)]', tr).map((td) => cellOf(shownIn(td)));
    const name = string('substring-before(normalize-space(td[@class="element"]/span), " -")', tr);
    const depth = Number(/padding-left: (\d+)em/.exec(string('string(td[1]/@style)', tr))?.[1]);
    const before = name === '' ? rows.pop() : undefined;
    rows.push(before ? { ...before, cells: [...before.cells, ...cells] } : { depth, name, cells });
  }
  return rows;
};

const treeOf = (rows: readonly Row[]): Shown[] => {
  const [first, ...rest] = rows;
  if (!first) return [];
  const end = rest.findIndex(({ depth }) => depth <= first.depth);
  const below = end < 0 ? rest : rest.slice(0, end);
  const after = end < 0 ? [] : rest.slice(end);
  const { name, cells } = first;
  return [{ name, cells, children: treeOf(below) }, ...treeOf(after)];
};

/** Reads the page of a certification case, which is well-formed XHTML; throws where it shows no data set. */
export const readCasePage = (html: string): Shown => {
  const [root, ...others] = treeOf(rowsOf(parseXmlDocument(html)));
  if (!root || others.length > 0) throw new Error('A page of a case shows one data set.');
  return root;
};

/** All that a page shows under a name, wherever it stands. */
export const shownAs = (shown: Shown, name: string): Shown[] => [
  ...(shown.name === name ? [shown] : []),
  ...shown.children.flatMap((child) => shownAs(child, name)),
];
