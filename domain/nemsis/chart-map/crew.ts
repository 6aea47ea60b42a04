import type * as z from 'zod';
import { ResponseFields } from '../../../schemas/chart/sections.ts';
import { text, texts } from './form.ts';
import { rowsOf, type Table } from './row.ts';

/** Somebody of the crew. */
export const CrewMember = ResponseFields.crew.element;
export type CrewMember = z.infer<typeof CrewMember>;

const { row } = rowsOf<CrewMember>();

/** The group of eCrew. A name has no element. */
export const CREW: Table<CrewMember> = {
  schema: CrewMember.partial(),
  rows: [row('crew_id', 'eCrew.01', text), row('level', 'eCrew.02', text), row('roles', 'eCrew.03', texts)],
};
