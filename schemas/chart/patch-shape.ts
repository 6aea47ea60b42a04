import type * as z from 'zod';

type Fields = Record<string, z.ZodType>;
type Clearable<F extends Fields> = { [K in keyof F]: z.ZodOptional<z.ZodNullable<F[K]>> };
type Replaceable<F extends Fields> = { [K in keyof F]: z.ZodOptional<F[K]> };

const each = <F extends Fields>(fields: F, wrap: (field: z.ZodType) => z.ZodType) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, wrap(field)]));

/**
 * The shape of a change in the manner of JSON Merge Patch (RFC 7396): what is named changes, null clears, what is
 * absent stays. `kept` fields can be replaced but never cleared.
 */
export const patch = <K extends Fields, C extends Fields>(
  kept: K,
  clearable: C,
): Replaceable<K> & Clearable<C> =>
  ({
    ...each(kept, (field) => field.optional()),
    ...each(clearable, (field) => field.nullable().optional()),
  }) as Replaceable<K> & Clearable<C>;
