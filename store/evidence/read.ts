import type * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import type { BundleFiles } from './bundle.ts';
import type { Check, Fault } from './fault.ts';
import { linesOf } from './lines.ts';

/** The bytes of a short file. */
async function* bytesIn(files: BundleFiles, file: string): Check<Uint8Array> {
  return (await files.bytes(file)) ?? (yield { file, what: 'it is missing' });
}

/** The text of bytes that are UTF-8, of which nothing is passed over; none for others. */
const utf8 = (bytes: Uint8Array): string | undefined => {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.compare(Buffer.from(text), bytes) === 0 ? text : undefined;
};

/** The text of a short file. */
export async function* textIn(files: BundleFiles, file: string): Check<string> {
  return utf8(yield* bytesIn(files, file)) ?? (yield { file, what: 'it is not UTF-8' });
}

/** What a line holds, or why it holds nothing. */
type Found<T> = { readonly record: T } | { readonly fault: Fault };

/** A line is taken only as it would be written again, so that each of its bytes counts. */
const recordOf = <T extends z.ZodType>(schema: T, bytes: Uint8Array): z.infer<T> | undefined => {
  const line = utf8(bytes);
  const record = line === undefined ? undefined : schema.safeParse(parsedJson(line)).data;
  return record !== undefined && JSON.stringify(record) === line ? record : undefined;
};

/** What each line of a long file holds, one after the other; a fault is the last that is found. */
export async function* recordsIn<T extends z.ZodType>(
  files: BundleFiles,
  file: string,
  schema: T,
): AsyncGenerator<Found<z.infer<T>>> {
  const pieces = files.pieces(file);
  if (!pieces) return yield { fault: { file, what: 'it is missing' } };
  let seq = 0;
  for await (const line of linesOf(pieces)) {
    if (typeof line === 'string') return yield { fault: { file, line: seq + 1, what: line } };
    const record = recordOf(schema, line);
    const what = 'it is not written as such a line is written';
    if (record === undefined) return yield { fault: { file, line: seq + 1, seq, what } };
    yield { record };
    seq += 1;
  }
}
