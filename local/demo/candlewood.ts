import { type ByNumber, groupId, notApplicable, ROOT, type Said, said } from './by-number.ts';

const CONNECTICUT = '09';
const EMT = '9917005';
const PARAMEDIC = '9917007';

const AREA = groupId(1);
const CONFIGURATION = groupId(2);
const VEHICLE = groupId(10);

const agency: readonly Said[] = [
  said(ROOT, 'dAgency.01', 'CW-0417'),
  said(ROOT, 'dAgency.02', '0417'),
  said(ROOT, 'dAgency.03', 'Candlewood EMS'),
  said(ROOT, 'dAgency.04', CONNECTICUT),
  said(AREA, 'dAgency.05', CONNECTICUT),
  said(AREA, 'dAgency.06', '09001'),
  said(AREA, 'dAgency.07', '09001210100', '09001211400'),
  said(AREA, 'dAgency.08', '06810', '06811'),
  said(ROOT, 'dAgency.09', '9920001'),
  said(ROOT, 'dAgency.10', '9920013'),
  said(ROOT, 'dAgency.11', PARAMEDIC),
  said(ROOT, 'dAgency.12', '1016003'),
  said(ROOT, 'dAgency.13', '9912007'),
  said(ROOT, 'dAgency.14', '1018005'),
  said(ROOT, 'dAgency.23', '1027005'),
  said(ROOT, 'dAgency.24', '9923003'),
  ...notApplicable(ROOT, 'dAgency.25', 'dAgency.26'),
];

/** What a level of care may do and give: a group of procedures, and one of medications. */
const permitted = (level: string, first: number, procedures: readonly string[], drugs: readonly string[]) => {
  const [does, gives] = [groupId(first), groupId(first + 1)];
  return {
    groups: [
      { id: does, group: 'dConfiguration.ProcedureGroup', parent: CONFIGURATION },
      { id: gives, group: 'dConfiguration.MedicationGroup', parent: CONFIGURATION },
    ],
    elements: [
      said(does, 'dConfiguration.06', level),
      said(does, 'dConfiguration.07', ...procedures),
      said(gives, 'dConfiguration.08', level),
      said(gives, 'dConfiguration.09', ...drugs),
    ],
  };
};

const ofEmt = permitted(EMT, 20, ['372045002'], ['7806']);
const ofParamedic = permitted(PARAMEDIC, 22, ['372045002', '392230005'], ['7806', '3628']);

const configuration: readonly Said[] = [
  said(CONFIGURATION, 'dConfiguration.01', CONNECTICUT),
  said(CONFIGURATION, 'dConfiguration.10', '9914075', '9914135', '9914071'),
  said(CONFIGURATION, 'dConfiguration.13', '1213003'),
  said(CONFIGURATION, 'dConfiguration.16', 'DF A1'),
];

const vehicle: readonly Said[] = [
  said(VEHICLE, 'dVehicle.01', '84DR8411'),
  said(VEHICLE, 'dVehicle.03', 'DF A1'),
  said(VEHICLE, 'dVehicle.04', '1404001'),
  said(VEHICLE, 'dVehicle.10', '2023'),
];

/** Somebody of the agency, who is told apart by a licence alone: what is said of people is sealed as theirs. */
const person = (number: number, licence: string, level: string): ByNumber => {
  const [somebody, licensed] = [groupId(number), groupId(number + 1)];
  return {
    groups: [
      { id: somebody, group: 'dPersonnel.PersonnelGroup' },
      { id: licensed, group: 'dPersonnel.LicensureGroup', parent: somebody },
    ],
    elements: [
      said(somebody, 'dPersonnel.31', '1531001'),
      said(licensed, 'dPersonnel.22', CONNECTICUT),
      said(licensed, 'dPersonnel.23', licence),
      said(licensed, 'dPersonnel.24', level),
    ],
  };
};

const people = [
  person(30, '54266', '9925007'),
  person(32, '42257', '9925007'),
  person(34, '67981', '9925005'),
];

/** What the invented agency says of itself: where it is at home, what it may do, one ambulance and its crew. */
export const CANDLEWOOD: ByNumber = {
  groups: [
    { id: AREA, group: 'dAgency.AgencyServiceGroup' },
    { id: CONFIGURATION, group: 'dConfiguration.ConfigurationGroup' },
    ...ofEmt.groups,
    ...ofParamedic.groups,
    { id: VEHICLE, group: 'dVehicle.VehicleGroup' },
    ...people.flatMap(({ groups }) => groups),
  ],
  elements: [
    ...agency,
    ...configuration,
    ...ofEmt.elements,
    ...ofParamedic.elements,
    ...vehicle,
    ...people.flatMap(({ elements }) => elements),
  ],
};

/** Where its clocks are. */
export const TIME_ZONE = 'America/New_York';
