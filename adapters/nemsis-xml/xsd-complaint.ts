/** What the schema has against something, without the value that it has it against. */
export interface Complaint {
  /** The attribute that it is about; empty: the element. */
  readonly attribute: string;
  readonly rule: string;
  readonly means: string;
}

interface Kind {
  readonly says: RegExp;
  readonly rule: string;
  means(...parts: string[]): string;
}

const names = (expected: string): string => {
  const all = expected.split(', ').map((name) => name.replace(/^\{[^}]*\}/, ''));
  return all.length > 8 ? `${all.slice(0, 8).join(', ')}, ...` : all.join(', ');
};

/**
 * libxml2's sentences. Values stand between quotes in them and may hold anything, so that what is taken over of a
 * sentence comes behind the last place where a value may stand.
 */
const KINDS: readonly Kind[] = [
  {
    says: /\[facet 'pattern'\][\s\S]*by the pattern '([\s\S]*)'\.\s*$/,
    rule: 'pattern',
    means: (pattern = '') => `does not have the form ${pattern}`,
  },
  // libxml2 cuts off what is very long.
  {
    says: /^Element '[^']*'(?:, attribute '[^']*')?: \[facet 'pattern'\]/,
    rule: 'pattern',
    means: () => 'does not have the form that is asked for',
  },
  { says: /\[facet 'enumeration'\]/, rule: 'enumeration', means: () => 'is not one of the codes allowed' },
  {
    says: /\[facet '(\w*[lL]ength)'\][\s\S]*length of '(\d+)'; [\s\S]*length of '(\d+)'\.\s*$/,
    rule: 'length',
    means: (facet = '', length = '', limit = '') => `has a length of ${length}; ${facet} is ${limit}`,
  },
  {
    says: /\[facet '((?:min|max)(?:In|Ex)clusive)'\][\s\S]*\('([^']*)'\)\.\s*$/,
    rule: 'range',
    means: (facet = '', limit = '') => `is out of range; ${facet} is ${limit}`,
  },
  {
    says: /\[facet '(\w+Digits)'\][\s\S]*\('(\d+)'\)\.\s*$/,
    rule: 'digits',
    means: (facet = '', limit = '') => `has too many digits; ${facet} is ${limit}`,
  },
  {
    says: /is not a valid value of the (?:local )?(?:atomic|union|list) type(?: '([^']*)')?\.\s*$/,
    rule: 'type',
    means: (type = '') => (type === '' ? 'has a value that is not allowed' : `is not a value of ${type}`),
  },
  { says: /No precomputed value available/, rule: 'type', means: () => 'has a value that is not allowed' },
  {
    says: /: Missing child element\(s\)\. Expected is (?:one of )?\( (.*) \)\.\s*$/,
    rule: 'missing-element',
    means: (expected = '') => `ends too early; expected: ${names(expected)}`,
  },
  {
    says: /: This element is not expected\. Expected is (?:one of )?\( (.*) \)\.\s*$/,
    rule: 'unexpected-element',
    means: (expected = '') => `is not expected here; expected: ${names(expected)}`,
  },
  {
    says: /: This element is not expected\./,
    rule: 'unexpected-element',
    means: () => 'is not expected here',
  },
  {
    says: /: The attribute '([^']*)' is required but missing\./,
    rule: 'missing-attribute',
    means: (attribute = '') => `lacks the attribute ${attribute}`,
  },
  {
    says: /: The attribute '[^']*' is not allowed\./,
    rule: 'unexpected-attribute',
    means: () => 'is not allowed',
  },
  { says: /: The element is not 'nillable'\./, rule: 'not-nillable', means: () => 'may not be nil' },
  { says: /the element is 'nilled'/, rule: 'nil-with-content', means: () => 'is nil and has content' },
  {
    says: /: Character content other/,
    rule: 'text-not-allowed',
    means: () => 'has text where only elements may be',
  },
  {
    says: /: (?:Element|Character) content is not allowed/,
    rule: 'content-not-allowed',
    means: () => 'has content that is not allowed',
  },
  { says: /Duplicate key-sequence/, rule: 'duplicate', means: () => 'is there twice and must be unique' },
  {
    says: /No match found for key-sequence/,
    rule: 'no-such-key',
    means: () => 'refers to something that is not there',
  },
];

const ATTRIBUTE = /^Element '[^']*', attribute '(?:\{[^}]*\})?([^']*)'/;

/** Values stand in sentences, and may be made so long that looking for words in them takes for ever. */
const SHORT = { start: 1_000, end: 3_000 };

const shortened = (message: string): string =>
  message.length <= SHORT.start + SHORT.end
    ? message
    : `${message.slice(0, SHORT.start)}${message.slice(-SHORT.end)}`;

/** libxml2's sentence in our words. One that is not known says only that the schema does not allow what is there. */
export const complaintOf = (sentence: string): Complaint => {
  const message = shortened(sentence);
  const attribute = ATTRIBUTE.exec(message)?.[1] ?? '';
  const subject = attribute === '' ? '' : `attribute ${attribute} `;
  for (const { says, rule, means } of KINDS) {
    const found = says.exec(message);
    if (found) return { attribute, rule, means: `${subject}${means(...found.slice(1))}` };
  }
  return { attribute, rule: 'schema', means: `${subject}does not fit the schema` };
};
