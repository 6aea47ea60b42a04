/** How far the clocks of a place are from UTC at an instant, in minutes. */
export type Zone = (instant: Date) => number;

const MINUTE = 60_000;

const offsetOf = (text: string): number => {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
};

/** The clocks of an IANA time zone, as `America/New_York`. Throws a RangeError where there is no such zone. */
export const zoneOf = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (instant) => offsetOf(format.format(instant));
};

const two = (value: number): string => String(value).padStart(2, '0');

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** A moment as the clocks of a place showed it: `2024-10-07T20:20:00-04:00`, with a fraction where there is one. */
export const localText = (instant: string, zone: Zone): string => {
  const at = new Date(instant);
  const minutes = zone(at);
  const local = new Date(at.valueOf() + minutes * MINUTE).toISOString();
  return `${local.replace(/(?:\.000)?Z$/, '')}${offsetText(minutes)}`;
};
