const YES = '9923003';

/** Time zones by the codes of dAgency.23: with daylight saving time, and without. */
const ZONES: Readonly<Record<string, readonly [observing: string, not: string]>> = {
  '1027003': ['America/Halifax', 'America/Puerto_Rico'],
  '1027005': ['America/New_York', 'Etc/GMT+5'],
  '1027007': ['America/Chicago', 'Etc/GMT+6'],
  '1027009': ['America/Denver', 'America/Phoenix'],
  '1027011': ['America/Los_Angeles', 'Etc/GMT+8'],
  '1027013': ['America/Anchorage', 'Etc/GMT+9'],
  '1027015': ['America/Adak', 'Pacific/Honolulu'],
  '1027017': ['Pacific/Pago_Pago', 'Pacific/Pago_Pago'],
};

/** The time zone that dAgency.23 and dAgency.24 name together; either alone leaves it open. */
export const timeZoneOf = (
  zone: string | undefined,
  savesDaylight: string | undefined,
): string | undefined => {
  const zones = zone === undefined ? undefined : ZONES[zone];
  return savesDaylight === undefined ? undefined : zones?.[savesDaylight === YES ? 0 : 1];
};
