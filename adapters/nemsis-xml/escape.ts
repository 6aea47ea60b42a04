/** What XML 1.0 cannot carry, even escaped: it is written as the replacement character. */
const UNSPEAKABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const refer = (character: string): string => REFERENCES[character] ?? character;

const speakable = (text: string): string =>
  UNSPEAKABLE.test(text) ? text.replaceAll(UNSPEAKABLE, '\uFFFD') : text;

/** A text between tags, so that a parser reads exactly it: a carriage return would else become a line end. */
export const escapeText = (text: string): string => speakable(text).replaceAll(/[&<>\r]/g, refer);

/** A text between the quotes of an attribute: tabs and line ends would else become blanks. */
export const escapeAttribute = (text: string): string => speakable(text).replaceAll(/[&<>"\t\n\r]/g, refer);
