/** The account of the invented agency at an invented state, whose service on this machine knows no other. */
export const STATE_ACCOUNT = {
  username: 'candlewood-ems',
  password: 'invented, like the state',
  organization: 'Candlewood EMS',
} as const;
