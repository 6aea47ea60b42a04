import type * as z from 'zod';

/** A shape that an event type once had and that still lies in streams. PHI is tagged in it as in the newest. */
export interface OldShape {
  readonly schema_version: number;
  readonly data: z.ZodType;
  /** Makes the data of the next version from data that `data` has proved. */
  readonly upcast: (proved: unknown) => unknown;
}

/** One event type: the newest version of its shape, which is the only one written, and all older ones, oldest first. */
export interface EventType {
  readonly schema_version: number;
  readonly data: z.ZodType;
  readonly was?: readonly OldShape[];
}

/** An event type that never had another shape. */
export const v1 = <S extends z.ZodType>(data: S) => ({ schema_version: 1, data });

/** Describes an old shape beside the newest, with the pure function that makes the next version's data of its data. */
export const was = <S extends z.ZodType>(
  schema_version: number,
  data: S,
  upcast: (old: z.infer<S>) => unknown,
): OldShape => ({ schema_version, data, upcast: (proved) => upcast(proved as z.infer<S>) });
