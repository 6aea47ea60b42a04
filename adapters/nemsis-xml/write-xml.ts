import { type DataSet, type Group, isLeaf, type Leaf, nodeName } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type DictionaryIndex, indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { NEMSIS, XSI } from './namespaces.ts';

/** Which schemas a file names as its own: the standard's whole, or its national subset. */
export type Subset = 'full' | 'national';

const schemaOf = ({ release, kind }: Dictionary, subset: Subset): string => {
  const folder = subset === 'national' ? 'NEMSIS_NAT_XSDs' : 'NEMSIS_XSDs';
  return `https://nemsis.org/media/nemsis_v3/${release}/XSDs/${folder}/${kind}DataSet_v3.xsd`;
};

const attributesOf = (attributes: Readonly<Record<string, string>> = {}): string =>
  Object.keys(attributes)
    .sort()
    .map((name) => ` ${name}="${escapeAttribute(attributes[name] ?? '')}"`)
    .join('');

const given = (name: string, code: string | undefined): string =>
  code === undefined ? '' : ` ${name}="${escapeAttribute(code)}"`;

const leaf = ({ element, text, nv, pn, attributes }: Leaf): string => {
  const said = `${given('NV', nv)}${given('PN', pn)}${attributesOf(attributes)}`;
  return text === undefined
    ? `<${element} xsi:nil="true"${said}/>`
    : `<${element}${said}>${escapeText(text)}</${element}>`;
};

/** Where a child stands in the standard's order. */
const rankIn =
  (group: string, { elements, groups }: DictionaryIndex) =>
  (child: Leaf | Group): number => {
    const place = isLeaf(child) ? elements.get(child.element) : groups.get(child.group);
    if (place?.path.at(-1) !== group) throw new Error(`${nodeName(child)} has no place in ${group}`);
    return place.position;
  };

/** Children as the standard orders them, as most come; of one name as they stand. */
const inOrder = ({ group, children }: Group, index: DictionaryIndex): Group['children'] => {
  const ranks = children.map(rankIn(group, index));
  if (ranks.every((rank, n) => n === 0 || rank >= (ranks[n - 1] ?? 0))) return children;
  return children
    .map((child, n) => ({ child, rank: ranks[n] ?? 0 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ child }) => child);
};

const lines = (node: Leaf | Group, indent: string, index: DictionaryIndex): string => {
  if (isLeaf(node)) return `${indent}${leaf(node)}\n`;
  const start = `${indent}<${node.group}${attributesOf(node.attributes)}`;
  if (node.children.length === 0) return `${start}/>\n`;
  return `${start}>\n${inside(node, indent, index)}${indent}</${node.group}>\n`;
};

const inside = (group: Group, indent: string, index: DictionaryIndex): string =>
  inOrder(group, index)
    .map((child) => lines(child, `${indent} `, index))
    .join('');

/**
 * A data set as XML text, to be encoded in UTF-8. The same data set makes the same text. Characters that XML 1.0 does
 * not have become U+FFFD. Throws when something stands where the dictionary has no place for it.
 */
export const writeXml = (dataSet: DataSet, dictionary: Dictionary, subset: Subset = 'full'): string => {
  const { group } = dataSet;
  const spaces = ` xmlns="${NEMSIS}" xmlns:xsi="${XSI}"`;
  const schema = ` xsi:schemaLocation="${NEMSIS} ${schemaOf(dictionary, subset)}"`;
  const start = `<?xml version="1.0" encoding="UTF-8"?>\n<${group}${spaces}${schema}`;
  return `${start}${attributesOf(dataSet.attributes)}>\n${inside(dataSet, '', indexOf(dictionary))}</${group}>\n`;
};
