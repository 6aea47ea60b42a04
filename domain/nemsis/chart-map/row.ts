import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import type { Form, Values } from './form.ts';
import type { Zone } from './zone.ts';

/** What is said of some elements, by their numbers. */
export type Said = Readonly<Record<string, Values>>;

/** Fields of a chart as far as they are known. */
export type Known<F> = { readonly [K in keyof F]?: F[K] | undefined };

/** Fields of a chart that some elements say: how they are written, and how they are read; nothing read: they cannot be. */
export interface Row<F> {
  readonly fields: readonly (keyof F & string)[];
  readonly elements: readonly string[];
  write(fields: Known<F>, zone: Zone): Said;
  /** Given what is said of the row's own elements alone. */
  read(said: Said): Readonly<Record<string, unknown>> | undefined;
}

/** Rows of one field and one element. */
export const rowsOf = <F>() => ({
  row: <K extends keyof F & string>(field: K, element: string, form: Form<NonNullable<F[K]>>): Row<F> => ({
    fields: [field],
    elements: [element],
    write(fields, zone): Said {
      const value = fields[field] ?? undefined;
      return value === undefined ? {} : { [element]: form.write(value, zone) };
    },
    read(said) {
      const value = form.read(Object.values(said).flat());
      return value === undefined ? undefined : { [field]: value };
    },
  }),
});

/** A table: fields of a chart and the elements that say them. The schema is that of the fields, each of which may be absent. */
export interface Table<F> {
  readonly rows: readonly Row<F>[];
  readonly schema: z.ZodType<Known<F>>;
}

/** The parts of these names that are there. */
const picked = <V>(from: Readonly<Record<string, V | undefined>>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const part = from[name];
      return part === undefined ? [] : [[name, part] as const];
    }),
  );

const isEmpty = (said: Said): boolean => Object.keys(said).length === 0;

const readRow = <F>({ elements, read }: Row<F>, said: Said, { schema }: Table<F>): Known<F> | undefined => {
  const own = picked(said, elements);
  const found = isEmpty(own) ? undefined : read(own);
  const parsed = found && schema.safeParse(found);
  return parsed?.success ? parsed.data : undefined;
};

/** An entry that says what the typed fields say gives its words; else the typed fields speak for themselves. */
const saidByRow = <F extends object>(
  row: Row<F>,
  fields: Known<F>,
  { entries, zone, table }: { entries: Said; zone: Zone; table: Table<F> },
): Said => {
  const typed = row.write(fields, zone);
  const own = picked(entries, row.elements);
  if (isEmpty(typed) || isEmpty(own)) return { ...typed, ...own };
  const told = { ...typed, ...own };
  return isDeepStrictEqual(readRow(row, told, table), picked({ ...fields }, row.fields)) ? told : typed;
};

const joined = (parts: readonly Said[]): Said => Object.assign({}, ...parts);

const elementSets = new WeakMap<object, ReadonlySet<string>>();

/** The elements of a table, gathered once. */
const elementsOf = <F>(table: Table<F>): ReadonlySet<string> => {
  const elements = elementSets.get(table) ?? new Set(table.rows.flatMap((row) => row.elements));
  elementSets.set(table, elements);
  return elements;
};

/** What is said of elements that the table does not have. */
const others = <F>(table: Table<F>, said: Said): Said => {
  const own = elementsOf(table);
  return Object.fromEntries(Object.entries(said).filter(([element]) => !own.has(element)));
};

/** What is said of the elements: by the fields of a chart, and by entries beside them, those of other elements included. */
export const saidBy = <F extends object>(
  table: Table<F>,
  fields: Known<F>,
  { entries, zone }: { entries: Said; zone: Zone },
): Said => {
  const own = table.rows.map((row) => saidByRow(row, fields, { entries, zone, table }));
  return joined([others(table, entries), ...own]);
};

/** What fields of a chart can carry of what is said, and the entries that must stand beside them. */
export interface Carried<F> {
  readonly fields: Known<F>;
  readonly entries: Said;
}

/** Reads what is said into the fields that can carry it; the entries are what they cannot, or would say otherwise. */
export const carriedBy = <F extends object>(table: Table<F>, said: Said, zone: Zone): Carried<F> => {
  const read = table.rows.map((row) => ({ row, found: readRow(row, said, table) }));
  const fields: Known<F> = Object.assign({}, ...read.map(({ found }) => found));
  const besides = read.map(({ row, found }) => {
    const own = picked(said, row.elements);
    return found && isDeepStrictEqual(row.write(fields, zone), own) ? {} : own;
  });
  return { fields, entries: joined([others(table, said), ...besides]) };
};
