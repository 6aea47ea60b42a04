import type * as z from 'zod';
import { AGENCY_EVENTS } from './agency.ts';
import { CHART_EVENTS } from './chart/events.ts';
import type { EventType } from './event-type.ts';
import { EXPORT_EVENTS } from './export.ts';
import type { Category } from './stream.ts';
import { SUBJECT_EVENTS } from './subject.ts';
import { USER_EVENTS } from './user.ts';

/** Every event there is, by category: what may be written, and the newest shape of each. */
export const CATALOGUE = {
  chart: CHART_EVENTS,
  subject: SUBJECT_EVENTS,
  user: USER_EVENTS,
  agency: AGENCY_EVENTS,
  export: EXPORT_EVENTS,
} satisfies Record<Category, Record<string, EventType>>;

type EventsOf<T extends Record<string, EventType>> = {
  [K in keyof T]: { type: K; data: z.infer<T[K]['data']> };
}[keyof T];

/** The events a stream of a category may hold. */
export type EventOf<C extends Category> = EventsOf<(typeof CATALOGUE)[C]>;

/** The catalogue's row for an event type, or undefined for a type nobody knows. */
export const eventType = (category: Category, type: string): EventType | undefined => {
  const types: Readonly<Record<string, EventType>> = CATALOGUE[category];
  return Object.hasOwn(types, type) ? types[type] : undefined;
};
