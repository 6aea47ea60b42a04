import { z } from 'zod';

/**
 * A moment as clients send it: ISO 8601 with an offset in, the same moment as a UTC instant with milliseconds out,
 * so that moments compare as strings everywhere behind the edge.
 */
export const Moment = z.iso
  .datetime({ offset: true })
  .overwrite((text) => new Date(text).toISOString())
  .meta({ description: 'ISO 8601 date-time with offset', example: '2024-10-07T20:25:53-04:00' });

/** A moment as it is stored: a UTC instant such as 2024-10-08T00:25:53.000Z. */
export const Instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'UTC instant with milliseconds', example: '2024-10-08T00:25:53.000Z' });
export type Instant = z.infer<typeof Instant>;
