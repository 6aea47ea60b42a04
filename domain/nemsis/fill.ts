import {
  type DataSet,
  type Group,
  isGroup,
  isLeaf,
  type Leaf,
  nodeName,
} from '../../schemas/nemsis/data-set.ts';
import {
  type Dictionary,
  type ElementDefinition,
  type GroupDefinition,
  isElement,
} from '../../schemas/nemsis/dictionary.ts';

/** NOT value: nobody recorded it. Software may say so for its users, and only where the standard allows it. */
export const NOT_RECORDED = '7701003';

const notRecorded = ({ element, min, nillable, nv }: ElementDefinition): Leaf[] =>
  min > 0 && nillable && nv.includes(NOT_RECORDED) ? [{ element, nv: NOT_RECORDED }] : [];

const required = (definition: GroupDefinition): Group[] =>
  definition.min > 0 ? [filled({ group: definition.group, children: [] }, definition)] : [];

const filled = (group: Group, definition: GroupDefinition): Group => {
  const leaves = Map.groupBy(group.children.filter(isLeaf), nodeName);
  const groups = Map.groupBy(group.children.filter(isGroup), nodeName);
  const children = definition.children.flatMap((child): Group['children'] =>
    isElement(child)
      ? (leaves.get(child.element) ?? notRecorded(child))
      : (groups.get(child.group)?.map((node) => filled(node, child)) ?? required(child)),
  );
  return { ...group, children };
};

/**
 * A data set in which every element that the standard wants is there: where nothing was said, that it was not recorded.
 * Required groups are made; what is mandatory stays missing, for the schema to find. Nodes stand in the standard's order.
 */
export const fillNotRecorded = (dataSet: DataSet, { root }: Dictionary): DataSet => filled(dataSet, root);
