import type { ChartView } from '../../schemas/chart/view.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import { nationalSubset as nationalDictionary } from '../../schemas/nemsis/national-subset.ts';
import type { AgencyFacts, RecordFacts } from '../../schemas/nemsis/record.ts';
import { agencyToDataSet } from './agency-to-data-set.ts';
import { localText, zoneOf } from './chart-map/zone.ts';
import { chartToDataSet } from './chart-to-data-set.ts';
import { fillNotRecorded } from './fill.ts';
import { completeness } from './profile.ts';
import { nationalSubset } from './subset.ts';

/** A chart of an agency that has said all that an export must know. */
export interface ChartExport {
  readonly kind: 'full' | 'national';
  readonly chart: ChartView;
  readonly agency: AgencyFacts;
  readonly software: RecordFacts['software'];
}

/** The agency's data, as of a moment. */
export interface DemographicExport {
  readonly kind: 'dem';
  readonly profile: AgencyProfile;
  readonly at: string;
  readonly software: RecordFacts['software'];
}

/** A data set as it is written, and what was missing or wrong before it was filled. */
export interface ExportDataSet {
  readonly dataSet: DataSet;
  readonly gaps: readonly Finding[];
}

const filled = (dataSet: DataSet, dictionary: Dictionary): ExportDataSet => ({
  dataSet: fillNotRecorded(dataSet, dictionary),
  gaps: completeness(dataSet, dictionary),
});

const chartDataSet = (
  { kind, chart, agency, software }: ChartExport,
  dictionary: Dictionary,
): ExportDataSet => {
  const { id, elements, groups } = chart;
  const record = { uuid: id, number: id, software };
  const whole = chartToDataSet({ chart, agency, record, entries: { elements, groups } }, dictionary);
  return kind === 'national'
    ? filled(nationalSubset(whole, dictionary), nationalDictionary(dictionary))
    : filled(whole, dictionary);
};

/** Whoever wrote the file that an agency was imported from, this software writes what is exported. */
const writtenBy = (
  { elements, groups }: AgencyProfile['demographics'],
  { creator, name, version }: RecordFacts['software'],
): Entries => {
  const own = Object.entries({ 'dRecord.01': creator, 'dRecord.02': name, 'dRecord.03': version });
  return {
    groups,
    elements: [
      ...elements.filter(({ element }) => !own.some(([each]) => each === element)),
      ...own.map(([element, text]) => ({ group: ROOT, element, values: [{ text }] })),
    ],
  };
};

const demographicDataSet = (
  { profile, at, software }: DemographicExport,
  dictionary: Dictionary,
): ExportDataSet => {
  const timeStamp = localText(at, zoneOf(profile.facts?.time_zone ?? 'UTC'));
  const entries = writtenBy(profile.demographics, software);
  return filled(agencyToDataSet(entries, { dictionary, timeStamp }), dictionary);
};

/**
 * What is exported, as the data set that is written: filled with what was not recorded. A chart's own id is the UUID of
 * its report, so that each export of a chart is the same report to whoever gets it.
 */
export const exportDataSet = (
  what: ChartExport | DemographicExport,
  dictionary: Dictionary,
): ExportDataSet =>
  what.kind === 'dem' ? demographicDataSet(what, dictionary) : chartDataSet(what, dictionary);
