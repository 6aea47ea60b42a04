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

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

const isProtected = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));

const problemOf = (text: string): string | undefined => {
  const url = URL.parse(text);
  if (!url) return 'must be a URL, as https://state.example/NemsisWs';
  if (!isProtected(url)) return 'must begin with https://; plain http is for this machine alone';
  if (url.username || url.password || url.hash) return 'must hold no user, password or fragment';
  return undefined;
};

/** The address of a state's web service: over TLS, or on this machine. */
export const StateEndpoint = z.string().superRefine((text, context) => {
  const message = problemOf(text);
  if (message) context.addIssue({ code: 'custom', message });
});
