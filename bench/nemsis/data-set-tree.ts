import { type Group, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import type { XmlNode } from './xml-tree.ts';

const ROOT = { xmlns: 'http://www.nemsis.org', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' };

const leafTree = ({ element, text, nv, pn, attributes }: Leaf): XmlNode => ({
  name: element,
  attributes: {
    ...attributes,
    ...(nv !== undefined && { NV: nv }),
    ...(pn !== undefined && { PN: pn }),
    ...(text === undefined && { 'xsi:nil': 'true' }),
  },
  children: text === undefined || text === '' ? [] : [text],
});

const groupTree = ({ group, attributes = {}, children }: Group): XmlNode => ({
  name: group,
  attributes,
  children: children.map((child) => (isLeaf(child) ? leafTree(child) : groupTree(child))),
});

/** A data set as the tree of its document. */
export const dataSetTree = (dataSet: Group): XmlNode => {
  const tree = groupTree(dataSet);
  return { ...tree, attributes: { ...ROOT, ...tree.attributes } };
};
