import * as z from 'zod';

/** How often something may stand in its group: at least, and at most (absent: any number of times). */
const Occurs = { min: z.int().min(0), max: z.int().min(1).optional() };

/** What a text of a type must be: facets of XML Schema, codes by the name of their list, or one of several types. */
export const ValueType = z.strictObject({
  base: z.string().optional(),
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
const AttributeDefinition = z.strictObject({ name: z.string(), type: z.string(), required: z.boolean() });

/** An element of the standard. `nv` and `pn` are the codes it allows; `national` and `state` say who collects it. */
export const ElementDefinition = z.strictObject({
  element: z.string(),
  name: z.string(),
  usage: z.enum(['Mandatory', 'Required', 'Recommended', 'Optional']),
  national: z.boolean(),
  state: z.boolean(),
  ...Occurs,
  nillable: z.boolean(),
  type: z.string(),
  nv: z.array(z.string()),
  pn: z.array(z.string()),
  attributes: z.array(AttributeDefinition),
});
export type ElementDefinition = z.infer<typeof ElementDefinition>;

/** A group of the standard, whose children stand in this order. */
export const GroupDefinition = z.strictObject({
  group: z.string(),
  min: z.int().min(0),
  max: z.int().min(1).optional(),
  attributes: z.array(AttributeDefinition),
  get children() {
    return z.array(z.union([ElementDefinition, GroupDefinition]));
  },
});
export type GroupDefinition = z.infer<typeof GroupDefinition>;

/** One data set of one release of the standard, in our own form. */
export const Dictionary = z.strictObject({
  release: z.string(),
  kind: z.enum(['EMS', 'DEM']),
  root: GroupDefinition,
  types: z.record(z.string(), ValueType),
  /** Code lists by name: pairs of code and label. */
  lists: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
});
export type Dictionary = z.infer<typeof Dictionary>;
