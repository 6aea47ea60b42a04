import type { Examples } from './example.ts';

const vehicle = '5d0c9f6e-0c0b-4d8e-9d53-7b8f3a52c6b1';
const elements = [
  { group: 'root', element: 'dAgency.01', values: [{ text: 'D034' }] },
  { group: 'root', element: 'dAgency.02', values: [{ text: '351' }] },
  { group: 'root', element: 'dAgency.04', values: [{ text: '09' }] },
  { group: vehicle, element: 'dVehicle.01', values: [{ text: '7' }] },
  { group: vehicle, element: 'dVehicle.03', values: [{ text: 'Medic 7' }] },
];
const groups = [{ id: vehicle, group: 'dVehicle.VehicleGroup' }];
const releases = [
  {
    from: '2025-01-01',
    release: '3.5.1.250403CP1',
    packs: ['3.5.1.250403CP1_rules_national_US_250403CP1'],
  },
];
const account = {
  endpoint: 'https://ems.state.example/NemsisWs',
  username: 'danbury-fire',
  organization: 'Danbury Fire',
};

/** Examples of what an agency says of itself, and of how its charts are judged and sent. */
export const AGENCY_EXAMPLES: Examples = {
  getAgency: {
    answer: {
      version: 8,
      facts: { state_id: 'D034', number: '351', state: '09', time_zone: 'America/New_York' },
      missing: [],
      demographics: { elements, groups },
      releases,
      state: account,
      time_zone: 'America/New_York',
    },
  },
  putAgencyElements: { body: { version: 4, elements, groups, removed: [] }, answer: { version: 5 } },
  putAgencyReleases: { body: { version: 5, releases }, answer: { version: 6 } },
  putAgencyTimeZone: { body: { version: 6, time_zone: 'America/New_York' }, answer: { version: 7 } },
  putStateAccount: {
    body: { version: 7, ...account, password: 'correct horse battery staple' },
    answer: { version: 8 },
  },
};
