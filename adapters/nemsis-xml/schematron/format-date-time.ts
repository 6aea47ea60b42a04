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

const hour12 = (hours: number) => (hours % 12 === 0 ? 12 : hours % 12);

/** Numbers by the letters of XPath's pictures. */
const NUMBERS: Readonly<Record<string, (date: Date) => number>> = {
  Y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  D: (date) => date.getUTCDate(),
  H: (date) => date.getUTCHours(),
  h: (date) => hour12(date.getUTCHours()),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
};

/** Words by those letters; all times are told in UTC. */
const WORDS: Readonly<Record<string, (date: Date) => string>> = {
  M: (date) => MONTHS[date.getUTCMonth()] ?? '',
  F: (date) => DAYS[date.getUTCDay()] ?? '',
  P: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  Z: () => 'UTC',
  z: () => 'UTC',
};

/** A letter, how it is written (`01`, `Nn`, `N`, `n`), and how wide. */
const MARKER = /\[([YMDHhmsFPZz])([01]+|Nn|N|n)?(?:,[^\]]*)?\]/g;

const padded = (letter: string): string => (letter === 'm' || letter === 's' ? '01' : '1');

const spelled = (word: string, form: string | undefined): string => {
  if (form === 'N') return word.toUpperCase();
  return form === 'n' ? word.toLowerCase() : word;
};

const said = (date: Date, letter: string, form: string | undefined): string => {
  const word = WORDS[letter]?.(date);
  const number = NUMBERS[letter]?.(date);
  const inWords = number === undefined || form?.toLowerCase().startsWith('n');
  if (inWords) return spelled(word ?? '', form);
  return String(number).padStart((form ?? padded(letter)).length, '0');
};

/** XPath's format-dateTime for what messages of rules say: English, in UTC; what it does not know stays as it is. */
export const formatDateTime = (date: Date, picture: string): string =>
  picture.replaceAll(MARKER, (_, letter: string, form?: string) => said(date, letter, form));
