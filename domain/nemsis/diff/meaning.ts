const INTEGERS = ['xs:integer', 'xs:positiveInteger', 'xs:nonNegativeInteger'];
const NUMBERS = new Set(['xs:decimal', ...INTEGERS]);

const number = (text: string): string => {
  const parts = /^(?=\D?\.?\d)(?<sign>[+-]?)0*(?<whole>\d*?)(?:\.(?<part>\d*?)0*)?$/.exec(text)?.groups;
  if (!parts) return text;
  const { sign, whole, part } = parts;
  const size = `${whole || '0'}${part ? `.${part}` : ''}`;
  return sign === '-' && size !== '0' ? `-${size}` : size;
};

const instant = (text: string): string => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
};

/**
 * What a text says, so that two ways to say the same compare as equal: numbers by their value, date-times as instants,
 * binary data without its line breaks, and everything without blanks at the ends and with single ones within.
 * @param builtin the type of XML Schema that the text is of, as `xs:decimal`
 */
export const meaningOf = (text: string, builtin: string): string => {
  if (builtin === 'xs:base64Binary') return text.replaceAll(/\s+/g, '');
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (builtin === 'xs:dateTime') return instant(plain);
  return NUMBERS.has(builtin) ? number(plain) : plain;
};
