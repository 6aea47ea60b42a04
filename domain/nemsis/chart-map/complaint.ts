import type * as z from 'zod';
import { SECTIONS } from '../../../schemas/chart/sections.ts';
import { numberOf, plainText, text } from './form.ts';
import { type Row, rowsOf, type Said, type Table } from './row.ts';

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
const [, DAYS] = UNITS;

/** The longest unit that says it exactly; what no unit can say in 365 is told in whole days. */
const duration = (minutes: number): Said => {
  const exact = UNITS.find((unit) => minutes % unit.minutes === 0 && minutes / unit.minutes <= MOST) ?? DAYS;
  const size = Math.max(1, Math.round(minutes / exact.minutes));
  return { [SIZE]: [{ text: String(size) }], [UNIT]: [{ text: exact.code }] };
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

/** The typed complaint is the chief one. */
const typeRow: Row<Complaint> = {
  fields: [],
  elements: [TYPE],
  write: (fields) => (Object.keys(fields).length === 0 ? {} : { [TYPE]: [{ text: CHIEF }] }),
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
