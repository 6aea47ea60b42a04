import type { ChartView } from '../../schemas/chart/view.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import { nationalSubset as nationalDictionary } from '../../schemas/nemsis/national-subset.ts';
import type { AgencyFacts, RecordFacts } from '../../schemas/nemsis/record.ts';
import { agencyInstance, agencyToDataSet } from './agency-to-data-set.ts';
import type { Instance } from './chart-map/tree.ts';
import { localText, zoneOf } from './chart-map/zone.ts';
import { toldChart } from './chart-to-data-set.ts';
import { type InstancePlaces, instancePlaces, withInstance } from './instance-places.ts';
import { overruled } from './overruled.ts';
import { completed } from './profile.ts';
import { isNational, nationalSubset } from './subset.ts';

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

/** A data set as it is written, what was missing or wrong before it was filled, and where instances stand in it. */
export interface ExportDataSet {
  readonly dataSet: DataSet;
  readonly gaps: readonly Finding[];
  readonly places: InstancePlaces;
}

/** What goes with a data set before it is filled: where instances stand in it, and what was found already. */
interface Beside {
  readonly places: InstancePlaces;
  readonly found: readonly Finding[];
}

const filled = (told: DataSet, dictionary: Dictionary, { places, found }: Beside): ExportDataSet => {
  const { dataSet, findings } = completed(told, dictionary);
  return { dataSet, gaps: [...findings, ...found].map(withInstance(places)), places };
};

const nationalOf = (dataSet: DataSet, instance: Instance, dictionary: Dictionary) => ({
  dataSet: nationalSubset(dataSet, dictionary),
  places: instancePlaces(dataSet, instance, (group) => isNational(group, dictionary)),
  dictionary: nationalDictionary(dictionary),
});

const chartDataSet = (
  { kind, chart, agency, software }: ChartExport,
  dictionary: Dictionary,
): ExportDataSet => {
  const { id, elements, groups } = chart;
  const record = { uuid: id, number: id, software };
  const told = toldChart({ chart, agency, record, entries: { elements, groups } }, dictionary);
  const { instance } = told;
  const { dataSet, ...sight } =
    kind === 'national'
      ? nationalOf(told.dataSet, instance, dictionary)
      : { dataSet: told.dataSet, places: instancePlaces(told.dataSet, instance), dictionary };
  const found = overruled(elements, { instance, ...sight });
  return filled(dataSet, sight.dictionary, { places: sight.places, found });
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
  const dataSet = agencyToDataSet(entries, { dictionary, timeStamp });
  const places = instancePlaces(dataSet, agencyInstance(entries, dictionary));
  return filled(dataSet, dictionary, { places, found: [] });
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
