import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { numberOf, plainText, text } from './form.ts';
import { type Known, type Row, rowsOf, type Said, type Table } from './row.ts';

/** What a chart has typed fields for. */
export type Complaint = Pick<
  z.infer<typeof SECTIONS.situation>,
  'chief_complaint' | 'complaint_duration_minutes'
>;

const TYPE = 'eSituation.03';
const CHIEF = '2803001';
const SIZE = 'eSituation.05';
const UNIT = 'eSituation.06';
const MOST = 365;

/** Units that are so many minutes, the longest first; months and years are not. */
const UNITS = [
  { code: '2806009', minutes: 10_080 },
  { code: '2806007', minutes: 1440 },
  { code: '2806005', minutes: 60 },
  { code: '2806003', minutes: 1 },
] as const;
const HOUR = 60;
const DAY = 1440;

/** The longest unit that says it exactly; what none can say in 365 is rounded to hours, and from 365 hours on to days. */
const duration = (minutes: number): Said => {
  const exact = UNITS.find((unit) => minutes % unit.minutes === 0 && minutes / unit.minutes <= MOST);
  const coarse = minutes > MOST * HOUR ? DAY : HOUR;
  return exact
    ? { [SIZE]: [{ text: String(minutes / exact.minutes) }], [UNIT]: [{ text: exact.code }] }
    : duration(Math.round(minutes / coarse) * coarse);
};

const durationRow: Row<Complaint> = {
  fields: ['complaint_duration_minutes'],
  elements: [SIZE, UNIT],
  write: ({ complaint_duration_minutes: minutes }) => (minutes ? duration(minutes) : {}),
  read(said) {
    const size = numberOf(plainText(said[SIZE] ?? []) ?? '');
    const unit = UNITS.find(({ code }) => code === plainText(said[UNIT] ?? []));
    return size === undefined || unit === undefined
      ? undefined
      : { complaint_duration_minutes: size * unit.minutes };
  },
};

/** Whether typed fields say anything of a chief complaint: a duration of no minutes has no way to be said. */
export const hasComplaint = (fields: Known<Complaint>): boolean =>
  fields.chief_complaint !== undefined || Boolean(fields.complaint_duration_minutes);

/** The typed complaint is the chief one. */
const typeRow: Row<Complaint> = {
  fields: [],
  elements: [TYPE],
  write: (fields) => (hasComplaint(fields) ? { [TYPE]: [{ text: CHIEF }] } : {}),
  read: (said) => (isChief(said) ? {} : undefined),
};

/** Whether a complaint is the chief one, which a chart has typed fields for. */
export const isChief = (said: Said): boolean => plainText(said[TYPE] ?? []) === CHIEF;

const { row } = rowsOf<Complaint>();

/** The chief complaint, a group of eSituation. */
export const COMPLAINT: Table<Complaint> = {
  schema: SECTIONS.situation.pick({ chief_complaint: true, complaint_duration_minutes: true }),
  rows: [typeRow, row('chief_complaint', 'eSituation.04', text), durationRow],
};
