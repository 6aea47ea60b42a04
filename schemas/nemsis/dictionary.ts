import * as z from 'zod';

/** The built-in types of XML Schema that the checks know. */
const BaseType = z.enum([
  'xs:string',
  'xs:boolean',
  'xs:decimal',
  'xs:integer',
  'xs:nonNegativeInteger',
  'xs:positiveInteger',
  'xs:dateTime',
  'xs:date',
  'xs:time',
  'xs:base64Binary',
]);
export type BaseType = z.infer<typeof BaseType>;

/**
 * What a text of a type must be: a built-in type with facets, where `codes` names the list of the only texts allowed; or
 * what any one of several types allows. Of several patterns one must fit.
 */
export const ValueType = z.strictObject({
  base: BaseType.optional(),
  codes: z.string().optional(),
  length: z.int().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minInclusive: z.string().optional(),
  maxInclusive: z.string().optional(),
  totalDigits: z.int().optional(),
  fractionDigits: z.int().optional(),
  patterns: z.array(z.string()).optional(),
  anyOf: z.array(z.string()).optional(),
});
export type ValueType = z.infer<typeof ValueType>;

/** An attribute besides NV and PN, by its type. */
const AttributeDefinition = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean().default(false),
});
export type AttributeDefinition = z.infer<typeof AttributeDefinition>;

const Attributes = z.array(AttributeDefinition).default([]);

/** How often something stands in its group: at least, and at most (absent: any number of times). */
const Min = z.int().min(0);
const Max = z.int().min(1).optional();

/** An element of the standard. `nv` and `pn` are the codes it allows; `national` and `state` say who collects it. */
export const ElementDefinition = z.strictObject({
  element: z.string(),
  name: z.string(),
  usage: z.enum(['Mandatory', 'Required', 'Recommended', 'Optional']),
  national: z.boolean().default(false),
  state: z.boolean().default(false),
  deprecated: z.literal(true).optional(),
  min: Min,
  max: Max,
  nillable: z.boolean().default(false),
  type: z.string(),
  nv: z.array(z.string()).default([]),
  pn: z.array(z.string()).default([]),
  attributes: Attributes,
});
export type ElementDefinition = z.infer<typeof ElementDefinition>;

/** A group of the standard, whose children stand in this order. */
export const GroupDefinition = z.strictObject({
  group: z.string(),
  min: Min,
  max: Max,
  attributes: Attributes,
  get children() {
    return z.array(z.union([ElementDefinition, GroupDefinition]));
  },
});
export type GroupDefinition = z.infer<typeof GroupDefinition>;

/** One data set of one release of the standard, in our own form. What has a default need not be written down. */
export const Dictionary = z.strictObject({
  release: z.string(),
  kind: z.enum(['EMS', 'DEM']),
  root: GroupDefinition,
  types: z.record(z.string(), ValueType),
  /** Code lists by name, and those of all NOT values (`NV`) and pertinent negatives (`PN`): pairs of code and label. */
  lists: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
});
export type Dictionary = z.infer<typeof Dictionary>;

/** Tells the definition of an element from that of a group. */
export const isElement = (node: ElementDefinition | GroupDefinition): node is ElementDefinition =>
  'element' in node;

/** Tells the definition of a group from that of an element. */
export const isGroup = (node: ElementDefinition | GroupDefinition): node is GroupDefinition =>
  'group' in node;
