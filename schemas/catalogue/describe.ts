import * as z from 'zod';
import { CATALOGUE } from '../catalogue.ts';
import type { EventType } from '../event-type.ts';
import { phiSubject } from '../phi.ts';
import { Category } from '../stream.ts';

/** A JSON Schema (2020-12) in which `x-phi` names the subject of what is protected health information. */
export type DescribedSchema = z.core.JSONSchema.BaseSchema & { readonly 'x-phi'?: unknown };

/** One version of one event type, as data. */
export const DescribedEvent = z.strictObject({
  category: Category,
  type: z.string(),
  schema_version: z.int().min(1),
  schema: z.record(z.string(), z.unknown()),
});
export type DescribedEvent = z.infer<typeof DescribedEvent>;

/** The JSON Schema of a shape as it is stored, its PHI marked with whose it is. */
const describedSchema = (shape: z.ZodType): DescribedSchema => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const subject = phiSubject(zodSchema);
      if (subject) jsonSchema['x-phi'] = subject;
    },
  });
  return schema;
};

/** Every version of some event types of a category, oldest first. */
export const describedTypes = (
  category: Category,
  types: Readonly<Record<string, EventType>>,
): readonly DescribedEvent[] =>
  Object.entries(types).flatMap(([type, { was = [], ...newest }]) =>
    [...was, newest].map(({ schema_version, data }) => ({
      category,
      type,
      schema_version,
      schema: { ...describedSchema(data) },
    })),
  );

/** The whole catalogue as data: what the committed copy, the list of events and the AsyncAPI document are made of. */
export const describedCatalogue = (): readonly DescribedEvent[] =>
  Category.options.flatMap((category) => describedTypes(category, CATALOGUE[category]));
