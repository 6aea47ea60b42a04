import type { ChartView } from '../../schemas/chart/view.ts';
import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import type { AgencyFacts, RecordFacts } from '../../schemas/nemsis/record.ts';
import { toldChart } from './chart-to-data-set.ts';
import { type InstancePlaces, instancePlaces, withInstance } from './instance-places.ts';
import { overruled } from './overruled.ts';
import { completed } from './profile.ts';

/** What a report needs to know beside its chart: of the agency, and of the record. */
export interface ReportFacts {
  readonly agency: AgencyFacts;
  readonly record: RecordFacts;
}

/** A report without facts is one of nobody, told in UTC: only what the chart says of it is judged. */
const NOBODY: ReportFacts = {
  agency: { state_id: '', number: '', state: '', time_zone: 'UTC' },
  record: { uuid: '', number: '', software: { creator: '', name: '', version: '' } },
};

/** Elements that say those facts, by the beginning of their numbers. */
const OF_FACTS = ['dAgency.', 'eRecord.', 'PatientCareReport', 'eResponse.01', 'eResponse.02'];

const isOfFacts = ({ element }: Finding): boolean => OF_FACTS.some((name) => element.startsWith(name));

const NO_FACTS: Finding = {
  stage: 'profile',
  rule: 'agency',
  severity: 'ERROR',
  element: 'dAgency.01',
  location: '',
  message: "The agency's own data (identity, state, time zone) is not known here; its admin has to enter it.",
};

/** A chart as a data set with what was not recorded filled in, what it still lacks, and where its instances stand. */
export interface JudgedChart {
  readonly dataSet: DataSet;
  readonly findings: readonly Finding[];
  readonly places: InstancePlaces;
}

/** Judges a chart by the completeness profile. Where the agency's facts are not known, that is said, and the rest judged. */
export const judgedChart = (
  chart: ChartView,
  facts: ReportFacts | undefined,
  dictionary: Dictionary,
): JudgedChart => {
  const { elements, groups } = chart;
  const whole = { chart, ...(facts ?? NOBODY), entries: { elements, groups } };
  const told = toldChart(whole, dictionary);
  const { instance } = told;
  const places = instancePlaces(told.dataSet, instance);
  const { dataSet, findings: lacking } = completed(told.dataSet, dictionary);
  const found = [...lacking, ...overruled(elements, { instance, places, dictionary })].map(
    withInstance(places),
  );
  const findings = facts ? found : [NO_FACTS, ...found.filter((each) => !isOfFacts(each))];
  return { dataSet, findings, places };
};
