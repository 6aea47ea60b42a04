import * as z from 'zod';

const isKnown = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** The name of an IANA time zone as it is stored, as `America/New_York`. */
export const TimeZoneName = z.string().regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, 'not a time zone');

/** A time zone that this machine's clocks know. */
export const TimeZone = TimeZoneName.refine(isKnown, 'not a time zone, as America/New_York').meta({
  description: 'An IANA time zone',
  example: 'America/New_York',
});
