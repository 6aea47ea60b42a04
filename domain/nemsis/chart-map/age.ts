import { plainText } from './form.ts';
import type { Said } from './row.ts';

const AGE = 'ePatient.15';
const UNITS = 'ePatient.16';
const BIRTH = 'ePatient.17';
/** When the call came in, or the unit was told of it. */
const CALL = ['eTimes.01', 'eTimes.03'];

const YEARS = '2516009';
const MONTHS = '2516007';
const DAYS = '2516001';
const OLDEST = 120;
const DAY = 86_400_000;

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dateIn = (text: string): CalendarDate | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  return day === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day) };
};

const dayOf = ({ year, month, day }: CalendarDate): number => Date.UTC(year, month - 1, day) / DAY;

const monthsBetween = (from: CalendarDate, to: CalendarDate): number =>
  (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);

/** In years from the first birthday on, in months from the first month on, else in days. Hours no date can say. */
const ageBetween = (birth: CalendarDate, call: CalendarDate): readonly [age: number, units: string] => {
  const months = monthsBetween(birth, call);
  if (months >= 12) return [Math.floor(months / 12), YEARS];
  return months >= 1 ? [months, MONTHS] : [dayOf(call) - dayOf(birth), DAYS];
};

/** The age at the time of the call, of the date of birth, where nobody said one; nothing where it is none that can be. */
export const derivedAge = (said: Said): Said => {
  if (said[AGE] !== undefined || said[UNITS] !== undefined) return {};
  const plain = (element: string) => plainText(said[element] ?? []);
  const birth = dateIn(plain(BIRTH) ?? '');
  const call = dateIn(CALL.map(plain).find((text) => text !== undefined) ?? '');
  if (!birth || !call) return {};
  const [age, units] = ageBetween(birth, call);
  return age < 1 || age > OLDEST ? {} : { [AGE]: [{ text: String(age) }], [UNITS]: [{ text: units }] };
};
