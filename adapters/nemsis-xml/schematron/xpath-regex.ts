const fault = (code: string, says: string): Error => new Error(`${code}: ${says}`);

/** What XPath's escapes stand for; `v` of JavaScript lets classes stand in classes. */
const ESCAPES: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  D: String.raw`\P{Nd}`,
  s: String.raw`[ \t\n\r]`,
  S: String.raw`[^ \t\n\r]`,
  w: String.raw`[^\p{P}\p{Z}\p{C}]`,
  W: String.raw`[\p{P}\p{Z}\p{C}]`,
  i: String.raw`[\p{L}_\:]`,
  I: String.raw`[^\p{L}_\:]`,
  c: String.raw`[\p{L}\p{M}\p{Nd}_\:\-.·]`,
  C: String.raw`[^\p{L}\p{M}\p{Nd}_\:\-.·]`,
};

const TOKEN = /\\[pP]\{[^}]*\}|\\[1-9]|\\.|-(?=\[)|\[\^?|\(\?:|\(\?|./gsu;
const PUNCTUATION = /^[()[\]{}/|\\&!#%,:;<=>@`~.$^*+?-]$/;
const LITERAL = /^\\[nrt\\|.?*+(){}[\]^$-]$/;

const literal = (char: string): string => (PUNCTUATION.test(char) ? `\\${char}` : char);

const escaped = (token: string, inClass: boolean): string => {
  const known = ESCAPES[token.slice(1)];
  if (known !== undefined) return known;
  if (token === '\\-') return inClass ? token : '-';
  if (LITERAL.test(token) || (/^\\\d$/.test(token) && !inClass)) return token;
  if (/^\\[pP]\{(?!Is)/.test(token)) return token;
  throw fault('FORX0002', 'an escape that is not known');
};

/** A token outside of classes. */
const outside = (token: string): string => {
  if (token === '.') return String.raw`[^\n\r]`;
  if (token === '(?') throw fault('FORX0002', 'a group that is not known');
  return token === '-' || token === '/' ? literal(token).replace('\\-', '-') : token;
};

/** A `-` parts the ends of a range, but at the start or the end of a class. */
const dash = (before: string, after: string | undefined): string =>
  /^\[\^?$/.test(before) || after === ']' ? literal('-') : '-';

/**
 * A pattern, token by token. A class is written as a class in a class, from which another can be taken away:
 * `[a-z-[b]]` is `[[a-z]--[[b]]]`.
 */
class Translation {
  /** Of each class that is open, what closes it. */
  private readonly open: string[] = [];
  private readonly tokens: readonly string[];

  constructor(pattern: string) {
    this.tokens = [...pattern.matchAll(TOKEN)].map(([token]) => token);
  }

  text(flags: string): string {
    return this.tokens
      .map((token, at) => (this.open.length > 0 ? this.inClass(token, at) : this.outside(token, flags)))
      .join('');
  }

  private outside(token: string, flags: string): string {
    if (flags.includes('x') && /^[ \t\n\r]$/.test(token)) return '';
    if (flags.includes('s') && token === '.') return String.raw`[\s\S]`;
    if (/^\[\^?$/.test(token)) return this.opened(token);
    return token.startsWith('\\') ? escaped(token, false) : outside(token);
  }

  private opened(token: string): string {
    this.open.push(']]');
    return `[${token}`;
  }

  private inClass(token: string, at: number): string {
    if (token === ']') return this.open.pop() ?? '';
    if (token.startsWith('\\')) return escaped(token, true);
    const [before = '', after] = [this.tokens[at - 1], this.tokens[at + 1]];
    if (before === '-' && /^\[\^?$/.test(token)) return this.opened(token);
    if (token !== '-') return [...token].map(literal).join('');
    return after?.startsWith('[') ? this.subtracting() : dash(before, after);
  }

  private subtracting(): string {
    this.open.splice(-1, 1, ']');
    return ']--';
  }
}

const quoted = (pattern: string): string =>
  pattern.replaceAll(/[$()*+./?[\\\]^{|}-]/g, (char) => outside(literal(char)).replace('\\-', '-'));

/** A pattern of XPath with its flags, for JavaScript. Throws what XPath does: FORX0001 of flags, FORX0002 of a pattern. */
const regexOf = (pattern: string, flags: string): RegExp => {
  if (/[^smixq]/.test(flags)) throw fault('FORX0001', 'a flag that is not known');
  const has = (flag: string) => flags.includes(flag);
  const source = has('q') ? quoted(pattern) : new Translation(pattern).text(flags);
  try {
    return new RegExp(source, `gv${has('i') ? 'i' : ''}${has('m') ? 'm' : ''}`);
  } catch {
    throw fault('FORX0002', 'a pattern that is not one');
  }
};

const notEmpty = (regex: RegExp): RegExp => {
  if (''.search(regex) === 0) throw fault('FORX0003', 'a pattern that nothing matches');
  return regex;
};

const REPLACEMENT = /\\([\\$])|\$(\d+)|([\\$])/g;

/** A group by its number, of which as many digits count as there are groups for; the others are text. */
const group = (digits: string, groups: readonly (string | undefined)[]): string => {
  let end = digits.length;
  while (end > 1 && Number(digits.slice(0, end)) >= groups.length) end--;
  return (groups[Number(digits.slice(0, end))] ?? '') + digits.slice(end);
};

const filled = (replacement: string, groups: readonly (string | undefined)[], isQuoted: boolean): string =>
  isQuoted
    ? replacement
    : replacement.replaceAll(REPLACEMENT, (_, char?: string, digits?: string) => {
        if (digits !== undefined) return group(digits, groups);
        if (char !== undefined) return char;
        throw fault('FORX0004', 'a replacement that is not one');
      });

/** `fn:matches`, `fn:tokenize` and `fn:replace`, with flags. */
export const matchesRegex = (text: string, pattern: string, flags: string): boolean =>
  text.search(regexOf(pattern, flags)) >= 0;

export const tokenized = (text: string, pattern: string, flags: string): string[] => {
  const regex = notEmpty(regexOf(pattern, flags));
  if (text === '') return [];
  const found = [...text.matchAll(regex)];
  const starts = [0, ...found.map(({ 0: part, index }) => index + part.length)];
  return starts.map((start, at) => text.slice(start, found[at]?.index));
};

export const replaced = (
  text: string,
  [pattern, replacement, flags]: readonly [string, string, string],
): string => {
  const found = [...text.matchAll(notEmpty(regexOf(pattern, flags)))];
  filled(replacement, [''], flags.includes('q'));
  const starts = [0, ...found.map(({ 0: part, index }) => index + part.length)];
  return starts
    .map((start, at) => {
      const match = found[at];
      return (
        text.slice(start, match?.index) + (match ? filled(replacement, [...match], flags.includes('q')) : '')
      );
    })
    .join('');
};
