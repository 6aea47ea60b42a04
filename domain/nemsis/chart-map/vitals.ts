import { Vitals } from '../../../schemas/chart/care.ts';
import { moment, number, numberOf, numberText, plainText, text, texts, yesOrNo } from './form.ts';
import { type Row, rowsOf, type Said, type Table } from './row.ts';

const { row } = rowsOf<Vitals>();

const ETCO2 = 'eVitals.16';
const UNITS = { mmHg: '3340001', percent: '3340003' } as const;
const unitOf = (code: string | undefined) =>
  code === undefined
    ? {}
    : { etco2_unit: code === UNITS.mmHg ? 'mmHg' : code === UNITS.percent ? 'percent' : code };

/** Carbon dioxide with its unit; kilopascals have no typed unit. */
const etco2: Row<Vitals> = {
  fields: ['etco2', 'etco2_unit'],
  elements: [ETCO2],
  write({ etco2: value, etco2_unit: unit }) {
    if (value === undefined) return {};
    return {
      [ETCO2]: [{ text: numberText(value), ...(unit && { attributes: { ETCO2Type: UNITS[unit] } }) }],
    };
  },
  read({ [ETCO2]: values = [] }) {
    const value = numberOf(plainText(values) ?? '');
    return value === undefined
      ? undefined
      : { etco2: value, ...unitOf(values[0]?.attributes?.['ETCO2Type']) };
  },
};

/** The group of eVitals. */
export const VITALS: Table<Vitals> = {
  schema: Vitals.partial(),
  rows: [
    row('taken_at', 'eVitals.01', moment),
    row('prior_to_arrival', 'eVitals.02', yesOrNo),
    row('cardiac_rhythms', 'eVitals.03', texts),
    row('systolic', 'eVitals.06', number),
    row('diastolic', 'eVitals.07', number),
    row('pressure_method', 'eVitals.08', text),
    row('heart_rate', 'eVitals.10', number),
    row('heart_rate_method', 'eVitals.11', text),
    row('spo2', 'eVitals.12', number),
    row('pulse_rhythm', 'eVitals.13', text),
    row('respiratory_rate', 'eVitals.14', number),
    row('respiratory_effort', 'eVitals.15', text),
    etco2,
    row('blood_glucose', 'eVitals.18', number),
    row('gcs_eye', 'eVitals.19', number),
    row('gcs_verbal', 'eVitals.20', number),
    row('gcs_motor', 'eVitals.21', number),
    row('temperature', 'eVitals.24', number),
    row('temperature_method', 'eVitals.25', text),
    row('responsiveness', 'eVitals.26', text),
    row('pain_score', 'eVitals.27', number),
    row('stroke_scale_result', 'eVitals.29', text),
    row('stroke_scale_type', 'eVitals.30', text),
    row('stroke_scale_score', 'eVitals.34', number),
  ],
};

const TOTAL = 'eVitals.23';
const COMPONENTS = ['eVitals.19', 'eVitals.20', 'eVitals.21'];

/** The total of the Glasgow Coma Score, where its three components have typed fields and nobody said a total. */
export const derivedTotal = ({ gcs_eye, gcs_verbal, gcs_motor }: Vitals, said: Said): Said => {
  if (said[TOTAL] !== undefined) return {};
  if (gcs_eye === undefined || gcs_verbal === undefined || gcs_motor === undefined) return {};
  return { [TOTAL]: [{ text: numberText(gcs_eye + gcs_verbal + gcs_motor) }] };
};

const WITHOUT_COMPONENTS: Table<Vitals> = {
  ...VITALS,
  rows: VITALS.rows.filter(({ elements }) => !elements.some((element) => COMPONENTS.includes(element))),
};

/**
 * The table by which vital signs of a file are read. Components without a total stay by number: of typed ones a total would
 * be derived, and the file has none.
 */
export const tableOf = (said: Said): Table<Vitals> =>
  said[TOTAL] === undefined && COMPONENTS.every((element) => plainText(said[element] ?? []) !== undefined)
    ? WITHOUT_COMPONENTS
    : VITALS;
