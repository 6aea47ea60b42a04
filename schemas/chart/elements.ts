import * as z from 'zod';
import { ElementId } from '../nemsis/data-set.ts';
import { Attributes, ElementValue, GroupName } from '../nemsis/entries.ts';
import { InstanceId, PatientInstance } from '../nemsis/instance.ts';
import { phi } from '../phi.ts';

/** A client's own word, which a refusal repeats, so it must look like the name of an attribute. */
const AttributeName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, 'must be the name of an attribute');
const AttributesAsked = z.record(AttributeName, z.string());

const MOST_VALUES = 500;
const ValuesAsked = z.array(ElementValue.extend({ attributes: AttributesAsked.optional() })).max(MOST_VALUES);

const GroupAsked = z.strictObject({
  id: InstanceId,
  group: GroupName,
  parent: PatientInstance.optional(),
  attributes: AttributesAsked.optional(),
});
const GroupRemoval = z.strictObject({ id: InstanceId, removed: z.literal(true) });

/** What a client puts by element number: the whole list of values in that instance; null or none takes them away. */
export const ElementAsked = z.strictObject({
  group: InstanceId,
  element: ElementId,
  values: phi('patient', ValuesAsked.nullable()),
});
export type ElementAsked = z.infer<typeof ElementAsked>;

/** A repeating group that a client puts under an id that it makes, or takes away with all that stands in it. */
export const GroupChangeAsked = z.union([GroupAsked, GroupRemoval]);
export type GroupChangeAsked = z.infer<typeof GroupChangeAsked>;

/** The repeating group that it stands in by the dictionary, or `root`; what is taken away may be of no release any more. */
const within = z.string();

/** What a chart is told of an element. The dictionary has judged the values before. */
export const ElementPut = z.strictObject({
  group: InstanceId,
  element: ElementId,
  values: phi('patient', z.array(ElementValue)),
  within: within.optional(),
});
export type ElementPut = z.infer<typeof ElementPut>;

/** What a chart is told of a group. The dictionary has judged name and attributes before. */
export const GroupPut = z.union([
  GroupAsked.extend({ attributes: Attributes.optional(), within }),
  GroupRemoval,
]);
export type GroupPut = z.infer<typeof GroupPut>;
