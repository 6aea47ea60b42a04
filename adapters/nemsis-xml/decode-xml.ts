import { type Refusal, refuse } from './refusal.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const UTF_32 = ['fffe0000', '0000feff'];
const MARKS: readonly (readonly [mark: string, encoding: Encoding])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];
const UNMARKED_UTF_16 = ['3c00', '003c'];
const NAMES: Readonly<Record<Encoding, readonly string[]>> = {
  'utf-8': ['utf-8', 'utf8'],
  'utf-16le': ['utf-16', 'utf-16le'],
  'utf-16be': ['utf-16', 'utf-16be'],
};
const DECLARATION = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']/;

const markedAs = (bytes: Uint8Array): Encoding | Refusal => {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (UTF_32.includes(start))
    return refuse('wrong-encoding', 'The file is UTF-32; it must be UTF-8 or UTF-16.');
  if (UNMARKED_UTF_16.includes(start.slice(0, 4)))
    return refuse('wrong-encoding', 'The file is UTF-16 without the byte order mark that XML wants.');
  return MARKS.find(([mark]) => start.startsWith(mark))?.[1] ?? 'utf-8';
};

const decoded = (bytes: Uint8Array, encoding: Encoding): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/**
 * The text of an XML file, by its byte order mark: UTF-8 or UTF-16, as XML has it, and no other. What the file declares
 * must be what it is.
 */
export const decodeXml = (bytes: Uint8Array): { ok: true; text: string } | Refusal => {
  const encoding = markedAs(bytes);
  if (typeof encoding !== 'string') return encoding;
  const text = decoded(bytes, encoding);
  if (text === undefined)
    return refuse('wrong-encoding', `The file has bytes that are not ${encoding.toUpperCase()}.`);
  const declared = DECLARATION.exec(text)?.[1];
  if (declared !== undefined && !NAMES[encoding].includes(declared.toLowerCase()))
    return refuse(
      'wrong-encoding',
      `The file declares another encoding than it has (${encoding.toUpperCase()}); it must be UTF-8 or UTF-16.`,
    );
  return { ok: true, text };
};
