const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A date, a time or a moment as XPath writes it, with the zone that it has itself. */
const LEXICAL = /^(?:(-?\d{4,})-(\d\d)-(\d\d))?T?(?:(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly fraction: string;
  readonly zone: string;
}

const partsOf = (text: string): Parts => {
  const [, year, month, day, hours, minutes, seconds, fraction = '0', zone = ''] = LEXICAL.exec(text) ?? [];
  const [y, mo, d, h, mi, s] = [year, month, day, hours, minutes, seconds].map((each) => Number(each ?? 0));
  return {
    year: y ?? 0,
    month: mo ?? 0,
    day: d ?? 0,
    hours: h ?? 0,
    minutes: mi ?? 0,
    seconds: s ?? 0,
    fraction,
    zone,
  };
};

const hour12 = ({ hours }: Parts) => (hours % 12 === 0 ? 12 : hours % 12);

/** Numbers by the letters of XPath's pictures. */
const NUMBERS: Readonly<Record<string, (parts: Parts) => number>> = {
  Y: ({ year }) => Math.abs(year),
  M: ({ month }) => month,
  D: ({ day }) => day,
  H: ({ hours }) => hours,
  h: hour12,
  m: ({ minutes }) => minutes,
  s: ({ seconds }) => seconds,
};

const weekday = ({ year, month, day }: Parts): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDay();
};

/** Words by those letters. */
const WORDS: Readonly<Record<string, (parts: Parts) => string>> = {
  M: ({ month }) => MONTHS[month - 1] ?? '',
  F: (parts) => DAYS[weekday(parts)] ?? '',
  P: ({ hours }) => (hours < 12 ? 'am' : 'pm'),
};

const isUtc = (zone: string) => zone === 'Z' || zone === '+00:00';

/** Zones by those letters. */
const zoneOf = (letter: string, { zone }: Parts, form: string): string => {
  if (form.toLowerCase() === 'n' && isUtc(zone)) return 'UTC';
  const offset = zone === 'Z' ? '+00:00' : zone;
  return letter === 'z' && offset !== '' ? `GMT${offset}` : offset;
};

/** A letter, how it is written (`01`, `Nn`, `N`, `n`), and how wide a word may be. */
const MARKER = /\[([YMDHhmsfFPZz])(0*1|Nn|N|n)?(?:,\*-(\d+))?\]/g;

const unknownPicture = () => new Error('FOFD1340: a picture of which something is not known');

const spelled = (word: string, form: string): string => {
  if (form === 'N') return word.toUpperCase();
  return form === 'n' ? word.toLowerCase() : word;
};

const counted = (letter: string, number: number, form: string): string => {
  const padded = String(number).padStart(
    (form || (letter === 'm' || letter === 's' ? '01' : '1')).length,
    '0',
  );
  return letter === 'Y' && form.length > 1 ? padded.slice(-form.length) : padded;
};

interface Marker {
  readonly letter: string;
  readonly form: string;
  readonly width: number;
}

const said = ({ letter, form, width }: Marker, parts: Parts): string => {
  if (letter === 'Z' || letter === 'z') return zoneOf(letter, parts, form);
  if (letter === 'f') return parts.fraction.padEnd(form.length, '0').slice(0, Math.max(1, form.length));
  const [word, number] = [WORDS[letter]?.(parts), NUMBERS[letter]?.(parts)];
  const inWords = number === undefined || form.toLowerCase().startsWith('n');
  if (!inWords) return counted(letter, number, form);
  if (word === undefined) throw unknownPicture();
  return spelled(word.slice(0, width), form || (letter === 'P' ? 'n' : 'Nn'));
};

/**
 * XPath's format-dateTime, format-date and format-time, in English and in the zone of what is formatted. A picture with
 * what is not known here is an error, never a text that looks like another.
 */
export const formatDateTime = (lexical: string, picture: string): string => {
  const parts = partsOf(lexical);
  const rest = picture.replaceAll(MARKER, '').replaceAll(/\[\[|\]\]/g, '');
  if (/[[\]]/.test(rest)) throw unknownPicture();
  return picture.replaceAll(MARKER, (_, letter: string, form = '', width = 'Infinity') =>
    said({ letter, form, width: Number(width) }, parts),
  );
};
