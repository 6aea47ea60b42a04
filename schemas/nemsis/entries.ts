import * as z from 'zod';
import { phi } from '../phi.ts';
import { ElementId, Leaf } from './data-set.ts';
import { CrewInstance, crewOf, PatientInstance } from './instance.ts';

/** The name of a group of the standard, as `eHistory.CurrentMedsGroup`. */
export const GroupName = z
  .string()
  .regex(
    /^[de][A-Z][A-Za-z]{0,39}\.[A-Z][A-Za-z]{0,59}$/,
    'must be the name of a group, as eVitals.VitalGroup',
  );

/** Attributes of XML besides NV, PN and nil, by their names. */
export const Attributes = z.record(z.string(), z.string());

/** One occurrence of an element in a chart: a text, why there is none, or a text with a pertinent negative. */
export const ElementValue = Leaf.omit({ element: true });
export type ElementValue = z.infer<typeof ElementValue>;

const Crew = z.looseObject({ group: z.string().optional(), id: z.string().optional() });

/** What is said in an instance of the crew is that person's, and goes with their key; all else is the patient's. */
const ofCrew = <S extends z.ZodType>(schema: S): S =>
  phi('crew', schema, (value) => {
    const { id, group = '' } = Crew.parse(value);
    return crewOf(id ?? group);
  });

const element = <V extends z.ZodType>(group: z.ZodString, values: V) =>
  z.strictObject({ group, element: ElementId, values });

const group = (id: z.ZodString) =>
  z.strictObject({
    id,
    group: GroupName,
    parent: PatientInstance.optional(),
    attributes: Attributes.optional(),
  });

const removal = (id: z.ZodString) => z.strictObject({ id, removed: z.literal(true) });

const Values = z.array(ElementValue);

/** All that is said of one element in one instance of a group, in order. */
export const ElementEntry = z.union([
  ofCrew(element(CrewInstance, Values.min(1))),
  phi('patient', element(PatientInstance, Values.min(1))),
]);
export type ElementEntry = z.infer<typeof ElementEntry>;

/**
 * An instance of a repeating group, and the instance that it stands in (`root` when it says none). One of a typed id says
 * only which attributes that group has.
 */
export const GroupEntry = z.union([ofCrew(group(CrewInstance)), phi('patient', group(PatientInstance))]);
export type GroupEntry = z.infer<typeof GroupEntry>;

/**
 * What a chart says by element number beside its typed fields. A typed field wins over an entry of its element, unless the
 * entry says the same in other words, or with attributes.
 */
export const Entries = z.strictObject({ elements: z.array(ElementEntry), groups: z.array(GroupEntry) });
export type Entries = z.infer<typeof Entries>;

/** All that is now said of one element in one instance; without values it is taken away. */
export const ElementChange = z.union([
  ofCrew(element(CrewInstance, Values)),
  phi('patient', element(PatientInstance, Values)),
]);
export type ElementChange = z.infer<typeof ElementChange>;

/** An instance that is put, or taken away. */
export const GroupChange = z.union([
  ofCrew(group(CrewInstance)),
  ofCrew(removal(CrewInstance)),
  phi('patient', group(PatientInstance)),
  phi('patient', removal(PatientInstance)),
]);
export type GroupChange = z.infer<typeof GroupChange>;

/** What changes in entries, each of them named. A list is null where the data of all whom it told of was destroyed. */
export const EntryChanges = z.strictObject({
  elements: z.array(ElementChange).nullable(),
  groups: z.array(GroupChange).nullable(),
});
export type EntryChanges = z.infer<typeof EntryChanges>;

/** One text for an element and the instance it is in: the standard's numbers have no blank. */
export const placeOf = ({ group: at, element: number }: Pick<ElementChange, 'group' | 'element'>): string =>
  `${number} ${at}`;

const changed = <E, C>(
  known: readonly E[],
  changes: readonly C[],
  { keyOf, entryOf }: { keyOf(entry: E | C): string; entryOf(change: C): E | undefined },
): E[] => {
  const entries = new Map(known.map((entry) => [keyOf(entry), entry]));
  for (const change of changes) {
    const entry = entryOf(change);
    if (entry === undefined) entries.delete(keyOf(change));
    else entries.set(keyOf(change), entry);
  }
  return [...entries.values()];
};

/** Entries after a change. What is put anew comes last; what is replaced stays in its place. */
export const withChanges = ({ elements, groups }: Entries, changes: EntryChanges): Entries => ({
  elements: changed(elements, changes.elements ?? [], {
    keyOf: placeOf,
    entryOf: (change) => (change.values.length === 0 ? undefined : change),
  }),
  groups: changed<GroupEntry, GroupChange>(groups, changes.groups ?? [], {
    keyOf: ({ id }) => id,
    entryOf: (change) => ('removed' in change ? undefined : change),
  }),
});
