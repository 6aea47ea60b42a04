import * as z from 'zod';
import { phi } from '../phi.ts';
import { ElementId, Leaf } from './data-set.ts';

/** The instance id of what stands in no repeating group: of the chart itself. */
export const ROOT = 'root';

/** Which instance of a repeating group something is in: `root`, the id of a typed one, or one of `groups`. */
const InstanceId = z.string().min(1).max(128);

/** One occurrence of an element in a chart: a text, why there is none, or a text with a pertinent negative. */
export const ElementValue = Leaf.omit({ element: true });
export type ElementValue = z.infer<typeof ElementValue>;

/** All that is said of one element in one instance of a group, in order. */
export const ElementEntry = z.strictObject({
  group: InstanceId,
  element: ElementId,
  values: phi('patient', z.array(ElementValue).min(1)),
});
export type ElementEntry = z.infer<typeof ElementEntry>;

/**
 * An instance of a repeating group, and the instance that it stands in (`root` when it says none). One of a typed id says
 * only which attributes that group has.
 */
export const GroupEntry = z.strictObject({
  id: InstanceId,
  group: z.string(),
  parent: InstanceId.optional(),
  attributes: z.record(z.string(), z.string()).optional(),
});
export type GroupEntry = z.infer<typeof GroupEntry>;

/**
 * What a chart says by element number beside its typed fields. A typed field wins over an entry of its element, unless the
 * entry says the same in other words, or with attributes.
 */
export const Entries = z.strictObject({ elements: z.array(ElementEntry), groups: z.array(GroupEntry) });
export type Entries = z.infer<typeof Entries>;
