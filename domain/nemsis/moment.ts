/** Seconds since 1970-01-01T00:00:00, in UTC where there is an offset, else at an unknown one. */
export interface Moment {
  readonly seconds: number;
  readonly zoned: boolean;
}

const DATE = '(-?(?:[1-9]\\d{4,}|\\d{4}))-(\\d\\d)-(\\d\\d)';
const TIME = '(\\d\\d):(\\d\\d):(\\d\\d(?:\\.\\d+)?)';
const ZONE = '(Z|[+-]\\d\\d:\\d\\d)?';

const DAY = 86_400;
const HOUR = 3600;

/** No offset is further from UTC. */
const FURTHEST = 14 * HOUR;

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  (MONTHS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

/** Days since 1970-01-01 in the Gregorian calendar, whose year begins with March here, so that leap days are last. */
const daysOf = (year: number, month: number, day: number): number => {
  const years = month < 3 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const ofEra = years - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

const dateOf = ([year, month, day]: readonly string[]): number | undefined => {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return y === 0 || d < 1 || d > daysIn(y, m) ? undefined : daysOf(y, m, d) * DAY;
};

const timeOf = ([hour, minute, second]: readonly string[]): number | undefined => {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const seconds = h * HOUR + m * 60 + s;
  return m > 59 || s >= 60 || seconds > DAY ? undefined : seconds;
};

const offsetOf = (zone: string | undefined): number | undefined => {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(4));
  const seconds = Number(zone.slice(1, 3)) * HOUR + minutes * 60;
  if (minutes > 59 || seconds > FURTHEST) return undefined;
  return zone.startsWith('-') ? -seconds : seconds;
};

const moment = (zone: string | undefined, parts: readonly (number | undefined)[]): Moment | undefined => {
  const offset = offsetOf(zone);
  const known = parts.filter((part) => part !== undefined);
  if (offset === undefined || known.length < parts.length) return undefined;
  return { seconds: known.reduce((sum, part) => sum + part, -offset), zoned: zone !== undefined };
};

const READERS = {
  'xs:dateTime': { form: new RegExp(`^${DATE}T${TIME}${ZONE}$`), date: [1, 4], time: [4, 7], zone: 7 },
  'xs:date': { form: new RegExp(`^${DATE}${ZONE}$`), date: [1, 4], time: undefined, zone: 4 },
  'xs:time': { form: new RegExp(`^${TIME}${ZONE}$`), date: undefined, time: [1, 4], zone: 4 },
} as const;

/** The types that tell moments. */
export type MomentType = keyof typeof READERS;

/** Reads a date, a time or both, as XML Schema writes them, or gives undefined where it is none. */
export const momentOf = (type: MomentType, text: string): Moment | undefined => {
  const { form, date, time, zone } = READERS[type];
  const found = form.exec(text);
  if (!found) return undefined;
  return moment(found[zone], [
    ...(date ? [dateOf(found.slice(...date))] : []),
    ...(time ? [timeOf(found.slice(...time))] : []),
  ]);
};

/**
 * Below zero when the one is earlier, above when it is later; NaN when nobody can know, because one tells no offset and
 * they are within the 14 hours that an offset may come to.
 */
export const compareMoments = (one: Moment, other: Moment): number => {
  const apart = one.seconds - other.seconds;
  return one.zoned === other.zoned || Math.abs(apart) > FURTHEST ? Math.sign(apart) : Number.NaN;
};
