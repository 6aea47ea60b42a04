import type * as z from 'zod';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { ROOT } from '../../../schemas/nemsis/instance.ts';
import { carriedBy, type Said, type Table } from './row.ts';
import type { Spread } from './spread.ts';
import type { Zone } from './zone.ts';

/** Makes the next id of a run. Ids are made by the caller, so that the same import makes the same ids. */
export type NextId = () => string;

/** Joins what several parts of a data set leave beside typed fields. */
export const joinedEntries = (parts: readonly Entries[]): Entries => ({
  elements: parts.flatMap(({ elements }) => elements),
  groups: parts.flatMap(({ groups }) => groups),
});

/** What is said in an instance, as entries. */
export const entriesOf = (group: string, said: Said): Entries['elements'] =>
  Object.entries(said).map(([element, values]) => ({ group, element, values: [...values] }));

/** A repeating group that no typed field carries, with all groups within: entries under new ids. */
export const untyped = (from: Spread, { parent, nextId }: { parent: string; nextId: NextId }): Entries => {
  const { group, attributes, said, within } = from;
  const id = nextId();
  const own: Entries = {
    groups: [
      {
        id,
        group,
        ...(parent !== ROOT && { parent }),
        ...(attributes && { attributes: { ...attributes } }),
      },
    ],
    elements: entriesOf(id, said),
  };
  return joinedEntries([own, ...within.map((each) => untyped(each, { parent: id, nextId }))]);
};

/** A typed part of a chart, under its id, and what must stand beside it. */
export interface Taken<T> {
  readonly typed: T;
  readonly said: Said;
}

/** The typed part that a repeating group can be, or undefined where the chart's own schema would refuse it. */
export const taken = <F extends object, T>(
  { said }: Spread,
  { table, schema, zone }: { table: Table<F>; schema: z.ZodType<T>; zone: Zone },
): Taken<T> | undefined => {
  const { fields, entries } = carriedBy(table, said, zone);
  const typed = schema.safeParse(fields);
  return typed.success ? { typed: typed.data, said: entries } : undefined;
};

/** What stands beside a typed part: entries of its instance, its attributes, and the groups within. */
export const besideTyped = (
  id: string,
  { from, said, nextId }: { from: Spread; said: Said; nextId: NextId },
): Entries => {
  const { group, attributes, within } = from;
  const own: Entries = {
    groups: attributes ? [{ id, group, attributes: { ...attributes } }] : [],
    elements: entriesOf(id, said),
  };
  return joinedEntries([own, ...within.map((each) => untyped(each, { parent: id, nextId }))]);
};
