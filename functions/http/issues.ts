import type * as z from 'zod';

/** One place that is wrong, and what is wrong with it. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** More than these help nobody, and an answer must stay far below the 6 MB that Lambda takes. */
const MOST_ISSUES = 50;
const MOST_NAMES = 10;
const FIELD_NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** A name is a client's own word: it is repeated only where it looks like a field's, which is what a typing error does. */
const unknownFields = (names: readonly string[]): string => {
  const shown = names.filter((name) => FIELD_NAME.test(name)).slice(0, MOST_NAMES);
  const others = names.length - shown.length;
  return `has unknown fields: ${[...shown, ...(others > 0 ? [`${others} more`] : [])].join(', ')}`;
};

/** A part of a path that may be a client's own word: the name of a header or of an XML attribute is shown, too. */
const PART = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

const shownPath = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' || PART.test(String(part)) ? String(part) : '?')).join('.');

/**
 * Where and what was wrong, for `details.issues`. What a client sent is never repeated to it, as the answer may be
 * logged on its way. After the first fifty places only their number is told, at path ''.
 */
export const issuesOf = (error: z.ZodError): readonly Issue[] => {
  const said = error.issues.slice(0, MOST_ISSUES).map((issue) => ({
    path: shownPath(issue.path),
    message: issue.code === 'unrecognized_keys' ? unknownFields(issue.keys) : issue.message,
  }));
  const unsaid = error.issues.length - said.length;
  return unsaid > 0 ? [...said, { path: '', message: `and ${unsaid} places more` }] : said;
};
