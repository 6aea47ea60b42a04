import { Attr, type Document, Element, type Node } from 'slimdom';

/**
 * One way in which nodes match a rule. A pattern of XSLT begins with a child almost always, and says its name or an
 * attribute that it has: then only parents of such children are asked (`under`). Else the document is.
 */
export interface Context {
  readonly expression: string;
  readonly under?: string;
}

const NAMED_CHILD = /^(?:[\w-]+:)?([\w-][\w.-]*)\s*(?=\[|\/|$)/;
const CHILD_WITH_ATTRIBUTE = /^\*\[\s*@(?:[\w-]+:)?([\w-][\w.-]*)\s*(?:=\s*(?:'[^']*'|"[^"]*")\s*)?\]/;
/** The document itself is a child of nothing. */
const DOCUMENT = /^document-node\s*\(/;
const TOKEN = /"[^"]*"|'[^']*'|[([{]|[)\]}]|\||[^"'()[\]{}|]+|["']/g;

const nesting = (token: string): number => {
  if (/^[([{]$/.test(token)) return 1;
  return /^[)\]}]$/.test(token) ? -1 : 0;
};

/** Alternatives, parted by `|` outside of brackets and texts. */
const alternatives = (pattern: string): string[] => {
  const found = [''];
  let depth = 0;
  for (const [token] of pattern.matchAll(TOKEN)) {
    depth += nesting(token);
    if (token === '|' && depth === 0) found.push('');
    else found.push(`${found.pop()}${token}`);
  }
  return found.map((each) => each.trim());
};

/** Under which word of an inventory the parents stand that a pattern may begin at. */
const beginning = (expression: string): string | undefined => {
  const attribute = CHILD_WITH_ATTRIBUTE.exec(expression)?.[1];
  return attribute === undefined ? NAMED_CHILD.exec(expression)?.[1] : `@${attribute}`;
};

/** The ways in which a rule's context is matched. */
export const contextsOf = (pattern: string): Context[] =>
  alternatives(pattern).map((expression) => {
    if (expression.startsWith('/')) return { expression };
    if (DOCUMENT.test(expression)) return { expression: `self::${expression}` };
    const under = beginning(expression);
    return under === undefined ? { expression: `//(${expression})` } : { expression, under };
  });

/**
 * What a document has, found in one pass: parents of elements by these elements' names and by the names of their
 * attributes (`@NV`), and the order of all.
 */
export interface Inventory {
  readonly document: Document;
  readonly parents: ReadonlyMap<string, ReadonlySet<Node>>;
  readonly order: ReadonlyMap<Node, number>;
}

const isElement = (node: Node): node is Element => node instanceof Element;

export const inventoryOf = (document: Document): Inventory => {
  const parents = new Map<string, Set<Node>>();
  const order = new Map<Node, number>();
  const note = (word: string, parent: Node): void => {
    const known = parents.get(word);
    if (known) known.add(parent);
    else parents.set(word, new Set([parent]));
  };
  const meet = (child: Element, parent: Node): void => {
    order.set(child, order.size);
    note(child.localName, parent);
    for (const { localName } of child.attributes) note(`@${localName}`, parent);
    walk(child);
  };
  const walk = (parent: Node): void => {
    for (let child = parent.firstChild; child !== null; child = child.nextSibling)
      if (isElement(child)) meet(child, parent);
  };
  walk(document);
  return { document, parents, order };
};

/** The element that a node is or belongs to. */
export const elementOf = (node: Node): Element | null => {
  if (node instanceof Element) return node;
  return node instanceof Attr ? node.ownerElement : node.parentElement;
};

/** The nodes that match. */
export const matching = (
  { expression, under }: Context,
  { document, parents }: Inventory,
  evaluate: (expression: string, node: Node) => Node[],
): Node[] => {
  if (under === undefined) return evaluate(expression, document);
  return [...(parents.get(under) ?? [])].flatMap((parent) => evaluate(expression, parent));
};
