import { Element, type Node } from 'slimdom';

/** Elements of one document by the value of one attribute, in the order of the document. */
type ByValue = ReadonlyMap<string, readonly Element[]>;

const indexes = new WeakMap<Node, Map<string, ByValue>>();

const entry = (index: Map<string, Element[]>, value: string): Element[] => {
  const known = index.get(value) ?? [];
  index.set(value, known);
  return known;
};

const built = (root: Node, attribute: string): ByValue => {
  const index = new Map<string, Element[]>();
  const take = (element: Element): void => {
    const value = element.getAttributeNS(null, attribute);
    if (value !== null) entry(index, value).push(element);
    element.children.forEach(take);
  };
  root.childNodes.filter((child) => child instanceof Element).forEach(take);
  return index;
};

const indexOf = (root: Node, attribute: string): ByValue => {
  const known = indexes.get(root) ?? new Map<string, ByValue>();
  indexes.set(root, known);
  const index = known.get(attribute) ?? built(root, attribute);
  known.set(attribute, index);
  return index;
};

/**
 * The elements below a node whose attribute has one of these values. Each document is looked through once for an
 * attribute: judged documents and files of rules do not change.
 */
export const descendantsByAttribute = (
  top: Node,
  attribute: string,
  values: readonly string[],
): Element[] => {
  const index = indexOf(top.ownerDocument ?? top, attribute);
  const found = [...new Set(values)].flatMap((value) => index.get(value) ?? []);
  return found.filter((element) => element !== top && top.contains(element));
};

const EVERY_ELEMENT = /\/\/\*\[\s*@([A-Za-z_][\w.-]*)\s*=\s*(current\(\)\/@[\w.-]+)\s*\]/g;

/**
 * Rules on uniqueness ask, for each element with a UUID, all elements of the document for theirs: time that grows with
 * the square of the file. The same question is put to an index here.
 */
export const withIndexes = (expression: string): string =>
  expression.replaceAll(EVERY_ELEMENT, "/Q{urn:fusionems:xslt}descendants-by-attribute(., '$1', $2)");
