import { type ByNumber, groupId, notApplicable, ROOT, type Said, said } from './by-number.ts';

const PROTOCOL = groupId(50);
const ALERT = groupId(51);
const MEDICATION = groupId(52);
const PROCEDURE = groupId(53);

/** Elements of a section by the ends of their numbers. */
const numbered = (section: string, ends: string): string[] =>
  ends.split(' ').map((end) => `${section}.${end}`);

const scene: readonly Said[] = [
  said(ROOT, 'eScene.01', '9923003'),
  ...notApplicable(ROOT, 'eScene.08', 'eScene.10', 'eScene.14', 'eScene.16'),
  ...notApplicable(ROOT, 'eSituation.17', 'eSituation.19', 'eSituation.20'),
];

/** Nobody was hurt, and no heart stood still. */
const elsewhere: readonly Said[] = [
  ...notApplicable(ROOT, ...numbered('eInjury', '01 02 03 04 07')),
  ...notApplicable(ROOT, ...numbered('eArrest', '02 03 04 07 09 11 12 14 15 16 17 18 20 21 22')),
];

/** Nothing was given, and nothing done. */
const care: readonly Said[] = [
  ...notApplicable(MEDICATION, ...numbered('eMedications', '01 02 03 04 05 06 07 08 09 10 13')),
  ...notApplicable(PROCEDURE, ...numbered('eProcedures', '01 02 03 05 06 07 08 09 10 13 14 15')),
];

const history: readonly Said[] = [
  said(ROOT, 'eHistory.01', '3101033', '3101035'),
  said(ROOT, 'eHistory.05', '3105005'),
  ...notApplicable(ROOT, 'eHistory.06', 'eHistory.08'),
  said(ROOT, 'eHistory.17', '3117013'),
  said(PROTOCOL, 'eProtocols.01', '9914135'),
  said(PROTOCOL, 'eProtocols.02', '3602003'),
];

const end: readonly Said[] = [
  said(ROOT, 'eTimes.08', '2024-10-07T20:58:00-04:00'),
  said(ROOT, 'eDisposition.06', '36079'),
  said(ROOT, 'eDisposition.11', '1'),
  said(ROOT, 'eDisposition.16', '4216005'),
  said(ROOT, 'eDisposition.18', '4218015'),
  ...notApplicable(ROOT, 'eDisposition.22', 'eDisposition.23'),
  said(ALERT, 'eDisposition.24', '4224001'),
  ...notApplicable(ALERT, 'eDisposition.25'),
  said(ROOT, 'eDisposition.32', '4232001'),
  said(ROOT, 'eOther.08', '54266'),
];

/** What there is no field for in one set of vital signs: no ECG was taken. */
const ofVitals = (vitals: string): readonly Said[] => [
  ...notApplicable(vitals, 'eVitals.03', 'eVitals.04', 'eVitals.05', 'eVitals.17'),
  said(vitals, 'eVitals.22', '3322003'),
  said(vitals, 'eVitals.23', '13'),
  ...notApplicable(vitals, 'eVitals.27', 'eVitals.28', 'eVitals.31'),
];

/** What was measured at first, and not again. */
const MEASURED_ONCE = ['eVitals.18', 'eVitals.29', 'eVitals.30', 'eVitals.34'];

/**
 * The rest of the overdose by element number; `vitals` are the ids of its sets of vital signs, in order. Left out is
 * what only the biller (ePayment) and the hospital (eOutcome) know: an export says that it was not recorded.
 */
export const overdoseByNumber = (vitals: readonly string[]): ByNumber => ({
  groups: [
    { id: PROTOCOL, group: 'eProtocols.ProtocolGroup' },
    { id: ALERT, group: 'eDisposition.HospitalTeamActivationGroup' },
    { id: MEDICATION, group: 'eMedications.MedicationGroup' },
    { id: PROCEDURE, group: 'eProcedures.ProcedureGroup' },
  ],
  elements: [
    ...scene,
    ...elsewhere,
    ...history,
    ...care,
    ...vitals.flatMap(ofVitals),
    ...vitals.slice(1).flatMap((id) => notApplicable(id, ...MEASURED_ONCE)),
    ...end,
  ],
});
