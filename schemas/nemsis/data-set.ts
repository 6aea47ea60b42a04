import * as z from 'zod';

/** An element's number in the standard, as `eVitals.06`. */
export const ElementId = z
  .string()
  .regex(/^[de][A-Z][A-Za-z]*\.\d{2}$/, 'must be an element number, as eVitals.06');

/** Attributes of XML besides NV, PN and nil, by their names: `CorrelationID`, `CodeType`, `ETCO2Type`, ... */
const Attributes = z.record(z.string(), z.string());

/**
 * One occurrence of an element: its text, or why there is none (`nv`, a NOT value; `pn`, a pertinent negative), or a text
 * with a pertinent negative. An element without text is nil. Text is what XML has between the tags.
 */
export const Leaf = z.strictObject({
  element: ElementId,
  text: z.string().optional(),
  nv: z.string().optional(),
  pn: z.string().optional(),
  attributes: Attributes.optional(),
});
export type Leaf = z.infer<typeof Leaf>;

/** A group of elements and groups, as `eVitals.VitalGroup`, in the order in which they stand. */
export const Group = z.strictObject({
  group: z.string(),
  attributes: Attributes.optional(),
  get children() {
    return z.array(z.union([Leaf, Group]));
  },
});
export type Group = z.infer<typeof Group>;

/** A whole data set: its root group is `EMSDataSet` or `DEMDataSet`. */
export type DataSet = Group;

/** Tells an element from a group. */
export const isLeaf = (node: Leaf | Group): node is Leaf => 'element' in node;

/** Tells a group from an element. */
export const isGroup = (node: Leaf | Group): node is Group => 'group' in node;

/** The name of an element or a group. */
export const nodeName = (node: Leaf | Group): string => (isLeaf(node) ? node.element : node.group);
