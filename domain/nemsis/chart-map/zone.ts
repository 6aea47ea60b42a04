/** How far the clocks of a place are from UTC at an instant, in minutes. */
export type Zone = (instant: Date) => number;

const MINUTE = 60_000;

/** The minutes of `10/7/2024, GMT-04:00`; there are none where it ends with GMT. */
const offsetOf = (text: string): number => {
  const offset = text.slice(text.indexOf('GMT') + 3);
  const minutes = Number(offset.slice(4, 6));
  return Number(offset.slice(0, 3)) * 60 + (offset.startsWith('-') ? -minutes : minutes);
};

const zones = new Map<string, Zone>();

const madeZone = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (instant) => offsetOf(format.format(instant));
};

/** The clocks of an IANA time zone, as `America/New_York`, made once. Throws a RangeError where there is no such zone. */
export const zoneOf = (name: string): Zone => {
  const zone = zones.get(name) ?? madeZone(name);
  zones.set(name, zone);
  return zone;
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
