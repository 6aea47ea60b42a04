import { builtinOf } from '../../../schemas/nemsis/builtin.ts';
import { type DataSet, type Group, isLeaf, type Leaf, nodeName } from '../../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../../schemas/nemsis/dictionary-index.ts';
import { meaningOf } from './meaning.ts';

/** A node of a data set as it is compared. */
export interface Comparable {
  readonly name: string;
  /** Where it stands in its own data set, as `/EMSDataSet/Header/PatientCareReport/eVitals/eVitals.VitalGroup[2]`. */
  readonly path: string;
  /** What an element says, by its meaning; a group says nothing itself. */
  readonly said: string;
  /** What it says, for people. */
  readonly shown: string;
  readonly attributes: readonly string[];
  /** Its own correlation id, and the one that it points to. */
  readonly id: string | undefined;
  readonly ref: string | undefined;
  readonly children: readonly Comparable[];
}

/** What decides how a node is seen. */
export interface Sight {
  readonly dictionary: Dictionary;
  readonly ignored: ReadonlySet<string>;
}

const ID = 'CorrelationID';
const REF = 'ProcedureGroupCorrelationID';
const REF_ELEMENTS = new Set(['eCustomResults.03', 'dCustomResults.03']);
const SHOWN_LENGTH = 100;

const isCompared = (node: Leaf | Group, attribute: string, { ignored }: Sight): boolean =>
  attribute !== ID &&
  attribute !== REF &&
  !ignored.has(`@${attribute}`) &&
  !ignored.has(`${nodeName(node)}/@${attribute}`);

/** A UUID is the same in either case. */
const shownOf = (name: string, value: string): string =>
  `${name}="${name === 'UUID' ? value.trim().toLowerCase() : value.trim()}"`;

const attributesOf = (node: Leaf | Group, sight: Sight): string[] =>
  Object.entries(node.attributes ?? {})
    .filter(([name]) => isCompared(node, name, sight))
    .map(([name, value]) => shownOf(name, value))
    .sort();

const facts = (node: Leaf | Group, path: string, sight: Sight) => ({
  name: nodeName(node),
  path,
  attributes: attributesOf(node, sight),
  id: node.attributes?.[ID],
});

const cut = (text: string): string =>
  text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text;

const code = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`${name} ${value}`];

const leaf = (node: Leaf, path: string, sight: Sight): Comparable => {
  const { element, text, nv, pn } = node;
  const type = indexOf(sight.dictionary).elements.get(element)?.definition.type ?? '';
  const ref = REF_ELEMENTS.has(element) ? text : undefined;
  const meant = text === undefined ? undefined : meaningOf(text, builtinOf(sight.dictionary, type));
  const words = [...(meant === undefined ? [] : [meant]), ...code('NV', nv), ...code('PN', pn)];
  const shown = words.length === 0 ? 'nil' : words.join(' ');
  return {
    ...facts(node, path, sight),
    said: JSON.stringify([ref === undefined ? meant : '', nv, pn]),
    shown: cut(shown),
    ref,
    children: [],
  };
};

/** How each child is named in a path: with its place among those of its name, where there are several. */
const stepsOf = (children: Group['children']): ReadonlyMap<Leaf | Group, string> =>
  new Map(
    [...Map.groupBy(children, nodeName)].flatMap(([name, twins]) =>
      twins.map((twin, index) => [twin, twins.length > 1 ? `${name}[${index + 1}]` : name]),
    ),
  );

const saysSomething = ({ said, children, attributes, id }: Comparable): boolean =>
  said !== '' || children.length > 0 || attributes.length > 0 || id !== undefined;

const group = (node: Group, path: string, sight: Sight): Comparable => {
  const steps = stepsOf(node.children);
  const children = node.children
    .filter((child) => !sight.ignored.has(nodeName(child)))
    .map((child) => comparable(child, `${path}/${steps.get(child)}`, sight))
    .filter(saysSomething);
  return {
    ...facts(node, path, sight),
    said: '',
    shown: cut(
      children.map(({ name, said, shown }) => (said === '' ? shown : `${name}: ${shown}`)).join(', '),
    ),
    ref: node.attributes?.[REF],
    children,
  };
};

const comparable = (node: Leaf | Group, path: string, sight: Sight): Comparable =>
  isLeaf(node) ? leaf(node, path, sight) : group(node, path, sight);

/** A data set as it is compared: without what is ignored, and without groups in which nothing is said. */
export const comparableOf = (dataSet: DataSet, sight: Sight): Comparable =>
  comparable(dataSet, `/${dataSet.group}`, sight);
