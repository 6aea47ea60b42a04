import { type DataSet, type Group, isLeaf, type Leaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type DictionaryIndex, indexOf } from '../../schemas/nemsis/dictionary-index.ts';

/** Correlates data for an agency and its state; the national registry does not take it. */
const NOT_NATIONAL = 'CorrelationID';

const withNationalAttributes = <N extends Leaf | Group>({ attributes = {}, ...node }: N) => {
  const { [NOT_NATIONAL]: _, ...kept } = attributes;
  return { ...node, ...(Object.keys(kept).length > 0 && { attributes: kept }) };
};

const nationalPart = (node: Leaf | Group, index: DictionaryIndex): (Leaf | Group)[] => {
  if (isLeaf(node))
    return index.elements.get(node.element)?.definition.national ? [withNationalAttributes(node)] : [];
  const children = nationalChildren(node, index);
  return children.length === 0 ? [] : [{ ...withNationalAttributes(node), children }];
};

const nationalChildren = ({ children }: Group, index: DictionaryIndex): Group['children'] =>
  children.flatMap((child) => nationalPart(child, index));

/** Whether anything of a group is left in the national subset. */
export const isNational = (group: Group, dictionary: Dictionary): boolean =>
  nationalPart(group, indexOf(dictionary)).length > 0;

/** What of a data set the national registry takes: its national elements; groups that are left empty vanish. */
export const nationalSubset = (dataSet: DataSet, dictionary: Dictionary): DataSet => ({
  ...dataSet,
  children: nationalChildren(dataSet, indexOf(dictionary)),
});
