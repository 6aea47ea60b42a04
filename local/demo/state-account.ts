/** The account of the invented agency at an invented state; the state's service on this machine knows it and no other. */
export const STATE_ACCOUNT = {
  username: 'candlewood-ems',
  password: 'invented, like the state',
  organization: 'Candlewood EMS',
} as const;
