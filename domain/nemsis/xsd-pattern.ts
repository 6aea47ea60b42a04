/** A pattern has something in it that is not translated. */
export class UntranslatablePattern extends Error {
  override readonly name = 'UntranslatablePattern';
}

/** Escapes of XML Schema for many characters, in JavaScript's words. */
const CLASSES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
};

/** Signs that are nothing special in XML Schema, or something else. */
const OUTSIDE: Readonly<Record<string, string>> = { '.': '[^\\n\\r]', '^': '\\^', $: '\\$' };

const TOKEN = /\\[pP]\{\w+\}|\\.|\[\^?|./gsu;

const literal = (sign: string): string => `\\u{${Number(sign.codePointAt(0)).toString(16)}}`;

const escaped = (token: string): string | undefined => {
  const sign = token.slice(1);
  if (/^[pP]\{(?!Is)/.test(sign) || /^[nrt]$/.test(sign)) return token;
  return CLASSES[sign] ?? (/^\p{L}/u.test(sign) ? undefined : literal(sign));
};

const inSet = (tokens: readonly string[], at: number): string | undefined => {
  const [before = '', token = '', after = ''] = tokens.slice(at - 1, at + 2);
  if (token.startsWith('[')) return undefined;
  const isRange = token === '-' && !before.startsWith('[') && after !== ']';
  return isRange || token === ']' ? token : literal(token);
};

const translated = (tokens: readonly string[]): (string | undefined)[] => {
  let within = false;
  return tokens.map((token, at) => {
    if (token.startsWith('\\')) return escaped(token);
    if (within) {
      within = token !== ']';
      return inSet(tokens, at);
    }
    within = token.startsWith('[');
    return OUTSIDE[token] ?? token;
  });
};

const compiled = (pattern: string): RegExp => {
  const parts = translated(pattern.match(TOKEN) ?? []);
  if (!parts.includes(undefined)) return new RegExp(`^(?:${parts.join('')})$`, 'v');
  throw new UntranslatablePattern(
    `The pattern ${pattern} has what domain/nemsis/xsd-pattern.ts cannot translate; teach it.`,
  );
};

const known = new Map<string, RegExp>();

/**
 * A pattern of XML Schema as a regular expression of JavaScript, which fits whole texts.
 *
 * @throws UntranslatablePattern where there are blocks (`\p{IsGreek}`), `\i`, `\c` or sets less sets in it
 */
export const patternOf = (pattern: string): RegExp => {
  const found = known.get(pattern) ?? compiled(pattern);
  known.set(pattern, found);
  return found;
};
