import type * as z from 'zod';
import { eventType } from './catalogue.ts';
import type { StoredEvent } from './commit.ts';
import type { EventType, OldShape } from './event-type.ts';
import type { Category } from './stream.ts';

/** Why a stored event cannot be read: nobody knows its type, nobody knows its version, or it is not of its shape. */
export type UpcastFault =
  | { readonly fault: 'unknown_type' }
  | { readonly fault: 'unknown_version'; readonly newest: number }
  | { readonly fault: 'not_of_its_shape'; readonly error: z.ZodError };

type Shape = Pick<OldShape, 'data'> & Partial<Pick<OldShape, 'upcast'>>;

/** The shapes from a version to the newest, or none for a version that never was. */
const shapesFrom = ({ was = [], ...newest }: EventType, version: number): readonly Shape[] => {
  const all = [...was, newest];
  const from = all.findIndex((shape) => shape.schema_version === version);
  return from < 0 ? [] : all.slice(from);
};

/** Each step is proved before it is changed, so an upcaster sees its own version's shape and nothing else. */
const climbed = (shapes: readonly Shape[], data: unknown) => {
  let value = data;
  for (const { data: shape, upcast } of shapes) {
    const proved = shape.safeParse(value);
    if (!proved.success) return proved;
    value = upcast ? upcast(proved.data) : proved.data;
  }
  return { success: true, data: value } as const;
};

/**
 * Reads a stored event of any version as the newest version of its type, so that folds, projections and pushes know one
 * shape alone. The data is opened already. Pure; a stored event that cannot be read is a typed fault.
 */
export const upcastEvent = (category: Category, stored: StoredEvent): StoredEvent | UpcastFault => {
  const { type, schema_version } = stored;
  const known = eventType(category, type);
  if (!known) return { fault: 'unknown_type' };
  const shapes = shapesFrom(known, schema_version);
  if (shapes.length === 0) return { fault: 'unknown_version', newest: known.schema_version };
  const read = climbed(shapes, stored.data);
  if (!read.success) return { fault: 'not_of_its_shape', error: read.error };
  return { type, schema_version: known.schema_version, data: read.data as StoredEvent['data'] };
};
