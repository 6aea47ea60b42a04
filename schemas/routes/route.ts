import * as z from 'zod';
import type { ErrorCode } from '../error.ts';
import type { Role } from '../identity.ts';

/** A client's name for one intended write: repeated, it gives the first outcome again and changes nothing. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,128}$/, '8 to 128 visible ASCII characters')
  .meta({
    description: 'Makes a retry safe: the same key gives the first outcome again',
    example: 'b7c1-open-46512',
  });

/** One operation of the public API, from which come its routing, its checks and its documentation. */
export interface Route {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Who may call it: roles of a signed-in user, or anyone. */
  readonly access: readonly Role[] | 'public';
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly headers: z.ZodObject;
  readonly body: z.ZodType | undefined;
  readonly status: 200 | 201 | 202 | 204;
  readonly answer: z.ZodType;
  /** Media types of the answer; one that is not JSON is answered as `Content`. */
  readonly media: readonly string[];
  /** For how many seconds a client may keep an answer; 0: not at all. */
  readonly cached_s: number;
  /** The errors beyond those that every operation can answer. */
  readonly errors: readonly ErrorCode[];
}

const nothing = z.strictObject({});
const anyHeaders = z.looseObject({});
const JSON_MEDIA: readonly string[] = ['application/json'];

type Given = Pick<Route, 'operation' | 'method' | 'path' | 'tag' | 'summary' | 'access'> & Partial<Route>;
type Filled<R extends Given> = Omit<Route, keyof R> &
  Omit<
    { params: typeof nothing; query: typeof nothing; headers: typeof anyHeaders; body: undefined },
    keyof R
  > &
  R;

/** Defines a route; what is left out means: nothing of it, and an answer of 200. */
export const route = <const R extends Given>(given: R): Filled<R> => ({
  params: nothing,
  query: nothing,
  headers: anyHeaders,
  body: undefined,
  status: 200,
  answer: nothing,
  media: JSON_MEDIA,
  cached_s: 0,
  errors: [],
  ...given,
});
