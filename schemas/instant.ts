import * as z from 'zod';

/** The moment in UTC; a text that names none stays as it is, and the check of its form refuses it. */
const inUtc = (text: string): string => {
  const moment = new Date(text);
  return Number.isNaN(moment.valueOf()) ? text : moment.toISOString();
};

/**
 * A moment as clients send it: ISO 8601 with an offset in, the same moment as a UTC instant with milliseconds out,
 * so that moments compare as strings everywhere behind the edge.
 */
export const Moment = z.iso
  .datetime({ offset: true })
  .overwrite(inUtc)
  .refine((utc) => !/^[+-]/.test(utc), 'in UTC it is not of a year from 0000 to 9999')
  .meta({ description: 'ISO 8601 date-time with offset', example: '2024-10-07T20:25:53-04:00' });

/** A moment as it is stored: a UTC instant such as 2024-10-08T00:25:53.000Z. */
export const Instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'UTC instant with milliseconds', example: '2024-10-08T00:25:53.000Z' });
export type Instant = z.infer<typeof Instant>;
