import * as z from 'zod';

const Position = z.tuple([z.string().max(40), z.string().max(64)]);

/** Where a page of a list ended: the date and the id of its last row. */
export type Position = z.infer<typeof Position>;

/** A cursor as clients see it: opaque text. It names no tenant and no filter; these come with the next request. */
export const encodeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The position of a cursor, or undefined for text that is none of ours. */
export const decodeCursor = (cursor: string): Position | undefined =>
  Position.safeParse(parsedJson(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
