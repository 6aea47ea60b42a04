import * as z from 'zod';

/** A character that XML 1.0 cannot hold, even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const xmlText = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => !NOT_XML.test(text), 'holds a control character, which the web service cannot be sent');

/** What an agency signs in with at its state's web service; the lengths are those of the WSDL. Never logged. */
export const StateAccount = z.strictObject({
  username: xmlText(100),
  password: xmlText(250),
  organization: xmlText(100),
});
export type StateAccount = z.infer<typeof StateAccount>;
