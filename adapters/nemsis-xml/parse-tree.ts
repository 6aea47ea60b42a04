import { ParseOption, XmlDocument, XmlParseError } from 'libxml2-wasm';
import { type Refusal, refuse } from './refusal.ts';

/**
 * Nothing is loaded and nothing is expanded. HUGE lifts limits of the library's own (10 MB for one text, as attachments
 * may have), because a text comes here within ours.
 */
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_BIG_LINES;

/** What the parser says, in plain words; nothing of what it quotes. */
const CAUSES: readonly (readonly [says: RegExp, means: string])[] = [
  [/mismatch|EndTag/, 'an end tag does not fit its start tag'],
  [/Premature end|Couldn't find end|not finished/, 'the file ends too early'],
  [/EntityRef|Entity '/, 'an "&" stands there that is not part of "&amp;" or another entity of XML'],
  [/StartTag|element name/, 'a "<" stands there that is not written as "&lt;" and starts no tag'],
  [/Start tag expected|is empty/, 'there is no XML'],
  [/Extra content/, 'something stands behind the root element'],
  [/prefix/, 'a prefix stands there that no namespace is bound to'],
  [/redefined/, 'an attribute stands there twice'],
  [/Char|invalid/i, 'a character stands there that XML does not allow'],
];

const refusalOf = ({ details }: XmlParseError): Refusal => {
  const first = details.find(({ level }) => level > 1);
  const cause = CAUSES.find(([says]) => says.test(first?.message ?? ''))?.[1] ?? 'the parser cannot read on';
  const where = first === undefined ? '' : ` at line ${first.line}, column ${first.col}`;
  return refuse('not-well-formed', `The file is not well-formed XML${where}: ${cause}.`);
};

/** A tree of the text, which lives outside of JavaScript's memory: dispose of it. */
export const parseTree = (text: string): { ok: true; tree: XmlDocument } | Refusal => {
  try {
    const tree = XmlDocument.fromBuffer(Buffer.from(text), { option: OPTIONS, encoding: 'UTF-8' });
    return { ok: true, tree };
  } catch (error) {
    if (error instanceof XmlParseError) return refusalOf(error);
    throw error;
  }
};
