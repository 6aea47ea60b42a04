import { checkText } from '../../domain/nemsis/check-text.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { REGISTERS } from './registers.ts';

/** The lists that a type takes its codes from. */
const listsOf = (type: string, { types }: Dictionary): string[] => {
  const { codes, anyOf = [] } = types[type] ?? {};
  return codes === undefined ? anyOf.flatMap((each) => types[each]?.codes ?? []) : [codes];
};

/** A page shows some codes with their labels: `3 - Opens Eyes to verbal stimulation (All Age Groups)`. */
const isShownAs = (shown: string, [code, label]: readonly [code: string, label: string]): boolean =>
  shown === label || shown === `${code} - ${label}`;

const listed = (shown: string, lists: readonly string[], dictionary: Dictionary): string => {
  const found = lists.flatMap((list) => dictionary.lists[list] ?? []).find((each) => isShownAs(shown, each));
  if (!found) throw new Error(`Nobody can choose "${shown}": it is in no list ${lists.join(', ')}.`);
  return found[0];
};

/** The code of what is chosen from lists of codes by its label. */
export const codeIn = (list: string, label: string, dictionary: Dictionary): string =>
  listed(label, [list], dictionary);

/** `October 7, 2024`. */
const dateOf = (shown: string): string =>
  new Date(`${shown} UTC`).toISOString().slice(0, '2024-10-07'.length);

/** `October 7, 2024, 20:20:00 GMT-04:00`. */
const momentOf = (shown: string): string => {
  const {
    date = '',
    time,
    offset,
  } = /^(?<date>.+), (?<time>[\d:]{8}) GMT(?<offset>[+-]\d\d:\d\d)$/.exec(shown)?.groups ?? {};
  return `${dateOf(date)}T${time}${offset}`;
};

/** These are ids of the crew, shown with the name of whose they are: `42257 - Tanner Stokes`. */
const CREW = 'CrewMemberID';

/** The code of `R46.4 - Slowness and poor responsiveness`, where the code alone is what the type can be. */
const registered = (shown: string, type: string, dictionary: Dictionary): string => {
  const [code = ''] = shown.split(' - ');
  const fits = (text: string) => checkText(text, type, dictionary).length === 0;
  return type === CREW || (!fits(shown) && fits(code)) ? code : shown;
};

const DATES: Readonly<Record<string, (shown: string) => string>> = {
  'xs:date': dateOf,
  'xs:dateTime': momentOf,
};

/** What software keeps for what a page shows, by the type of the element or of the attribute. */
export const codeOf = (shown: string, type: string, dictionary: Dictionary): string => {
  const lists = listsOf(type, dictionary);
  if (lists.length > 0) return listed(shown, lists, dictionary);
  const known = REGISTERS[type]?.[shown];
  if (known !== undefined) return known;
  const date = DATES[dictionary.types[type]?.base ?? ''];
  return date ? date(shown) : registered(shown, type, dictionary);
};
