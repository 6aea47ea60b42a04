import type * as z from 'zod';
import { parsedJson } from '../../schemas/json.ts';
import type { Check } from './fault.ts';

/** A bundle by its paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The bytes of a file. */
export function* bytesIn(files: Files, file: string): Check<Uint8Array> {
  return files.get(file) ?? (yield { file, what: 'it is missing' });
}

const utf8 = (bytes: Uint8Array): string | undefined => {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.compare(Buffer.from(text), bytes) === 0 ? text : undefined;
};

/** The text of a file: UTF-8, of which nothing is passed over. */
export function* textIn(files: Files, file: string): Check<string> {
  return utf8(yield* bytesIn(files, file)) ?? (yield { file, what: 'it is not UTF-8' });
}

/** The lines of a file, each ended by a newline, without it. */
function* linesIn(files: Files, file: string): Check<string[]> {
  const lines = (yield* textIn(files, file)).split('\n');
  if (lines.pop() !== '') yield { file, line: lines.length + 1, what: 'its last line is cut off' };
  return lines;
}

/** What each line of a file holds. A line is taken only as it would be written again, so that each of its bytes counts. */
export function* recordsIn<T extends z.ZodType>(files: Files, file: string, schema: T): Check<z.infer<T>[]> {
  const records: z.infer<T>[] = [];
  for (const [n, line] of (yield* linesIn(files, file)).entries()) {
    const record = schema.safeParse(parsedJson(line)).data;
    if (record === undefined || JSON.stringify(record) !== line)
      yield { file, line: n + 1, seq: n, what: 'it is not written as such a line is written' };
    else records.push(record);
  }
  return records;
}
