import { isDeepStrictEqual } from 'node:util';
import { checkDataSet } from '../../domain/nemsis/check-data-set.ts';
import { inOrder } from '../../domain/nemsis/in-order.ts';
import type { Group, Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Judge } from './compare-verdicts.ts';
import { isNode, type XmlNode } from './xml-tree.ts';

/** Something in a document that a data set cannot say: no schema would have it. */
class Unsayable extends Error {}

const refuseIf = (isRefused: boolean, what: string): void => {
  if (isRefused) throw new Unsayable(what);
};

const NAMESPACE = 'http://www.nemsis.org';
const NOT_SAID = ['xmlns:xsi', 'xsi:schemaLocation', 'xsi:nil', 'xmlns'];
const NIL: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

const attributesIn = ({ attributes }: XmlNode): Readonly<Record<string, string>> => {
  refuseIf((attributes['xmlns'] ?? NAMESPACE) !== NAMESPACE, 'another namespace');
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !NOT_SAID.includes(name)));
};

const isNil = ({ attributes }: XmlNode): boolean => {
  const said = attributes['xsi:nil'];
  if (said === undefined) return false;
  const nil = NIL[said.trim()];
  refuseIf(nil === undefined, 'neither nil nor not');
  return nil === true;
};

const leafOf = (node: XmlNode, isNillable: boolean): Leaf => {
  const { NV, PN, ...attributes } = attributesIn(node);
  const nil = isNil(node);
  refuseIf(node.children.some(isNode), 'elements in a value');
  refuseIf(nil && node.children.length > 0, 'a value that is nil');
  refuseIf('xsi:nil' in node.attributes && !isNillable, 'a word on nil where it is never');
  return {
    element: node.name,
    ...(!nil && { text: node.children.join('') }),
    ...(NV !== undefined && { nv: NV }),
    ...(PN !== undefined && { pn: PN }),
    attributes,
  };
};

const groupOf = (node: XmlNode, dictionary: Dictionary): Group => {
  const { elements } = indexOf(dictionary);
  refuseIf('xsi:nil' in node.attributes, 'a group that is nil');
  refuseIf(
    node.children.some((child) => !isNode(child) && child.trim() !== ''),
    'text in a group',
  );
  const children = node.children.filter(isNode).map((child) => {
    const known = elements.get(child.name);
    return known ? leafOf(child, known.definition.nillable) : groupOf(child, dictionary);
  });
  return { group: node.name, attributes: attributesIn(node), children };
};

/**
 * Judges documents as an XML Schema would, by the checks of data sets and by the order: a second way to the same verdict,
 * which shares nothing with a schema but the dictionary.
 */
export const dictionaryJudge =
  (dictionary: Dictionary): Judge =>
  (_xml, root) => {
    try {
      const dataSet = groupOf(root, dictionary);
      const findings = checkDataSet(dataSet, dictionary).filter(({ rule }) => rule !== 'reason');
      return findings.length === 0 && isDeepStrictEqual(inOrder(dataSet, dictionary), dataSet);
    } catch (error) {
      if (error instanceof Unsayable) return false;
      throw error;
    }
  };
