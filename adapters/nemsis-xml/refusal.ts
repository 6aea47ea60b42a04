import * as z from 'zod';

/** Why a file is not judged at all. */
const RefusalCode = z.enum([
  'too-large',
  'too-many-nodes',
  'too-deep',
  'wrong-encoding',
  'document-type',
  'not-well-formed',
  'wrong-root',
  'wrong-namespace',
  'wrong-version',
]);

/** A file that is refused before it is judged; the message names no value of the file. */
const Refusal = z.strictObject({ ok: z.literal(false), code: RefusalCode, message: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** Says no, with the reason. */
export const refuse = (code: z.infer<typeof RefusalCode>, message: string): Refusal => ({
  ok: false,
  code,
  message,
});
