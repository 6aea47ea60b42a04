/**
 * Codes of registers that the standard refers to and does not hold, by the names that the pages of the cases show. The
 * dictionary has no list of them; a client has the registers themselves.
 */
export const REGISTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** States, ANSI INCITS 38. */
  ANSIStateCode: {
    Connecticut: '09',
    Maryland: '24',
    Massachusetts: '25',
    'New York': '36',
    'Rhode Island': '44',
  },
  /** Counties, ANSI INCITS 31: all of these are of New York. */
  ANSICountyCode: { 'Kings County': '36047', 'Putnam County': '36079', 'Westchester County': '36119' },
  /**
   * Places, Geographic Names Information System. The material has no copy of that register, and a name alone ("Town of
   * Danbury") leads nowhere else, so these ids are those of the cases' own data sets.
   */
  CityGnisCode: {
    Brewster: '944699',
    'City of Danbury': '2378271',
    'City of New York': '2395220',
    'Town of Bethel': '213390',
    'Town of Danbury': '213415',
    'Town of New Fairfield': '213469',
    'Town of Southeast': '979507',
  },
};
