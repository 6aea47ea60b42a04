import { type DataSet, type Group, isGroup, isLeaf } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type DictionaryIndex, indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import { CHART_CONFIGURATION } from './agency-dictionary.ts';
import { type Spread, spread } from './chart-map/spread.ts';
import { entriesOf, joinedEntries, type NextId } from './chart-map/take.ts';
import { REPORT } from './demographics/instance.ts';
import { LAWFUL_UUID } from './report-uuid.ts';

/** Demographic data that a file holds, and of when it is. */
export interface ImportedAgency {
  readonly entries: Entries;
  readonly timeStamp: string | undefined;
}

interface Import {
  readonly nextId: NextId;
  readonly taken: Set<string>;
}

/** The id of an instance: its UUID where it has one of its own, as its id is what it is known by at the next import. */
const idOf = ({ attributes }: Spread, { nextId, taken }: Import): string => {
  const uuid = attributes?.['UUID'] ?? '';
  const id = LAWFUL_UUID.test(uuid) && !taken.has(uuid) ? uuid : nextId();
  taken.add(id);
  return id;
};

const withoutId = (attributes: Spread['attributes'], id: string) =>
  Object.fromEntries(
    Object.entries(attributes ?? {}).filter(([name, value]) => !(name === 'UUID' && value === id)),
  );

const instanceOf = (from: Spread, parent: string, run: Import): Entries => {
  const id = idOf(from, run);
  const attributes = withoutId(from.attributes, id);
  const own: Entries = {
    groups: [
      {
        id,
        group: from.group,
        ...(parent !== ROOT && { parent }),
        ...(Object.keys(attributes).length > 0 && { attributes }),
      },
    ],
    elements: entriesOf(id, from.said),
  };
  return joinedEntries([own, ...from.within.map((each) => instanceOf(each, id, run))]);
};

const isReport = ({ group }: Group): boolean => group === REPORT;

/** The data set without the group of its report: an agency has one, so that what is in it is the agency's own. */
const opened = (dataSet: DataSet, report: Group | undefined): Group => ({
  ...dataSet,
  children: [
    ...dataSet.children.filter((child) => isLeaf(child) || !isReport(child)),
    ...(report?.children ?? []),
  ],
});

const importedOf = (
  dataSet: DataSet,
  report: Group | undefined,
  { index, nextId }: { index: DictionaryIndex; nextId: NextId },
): ImportedAgency => {
  const { said, within } = spread(opened(dataSet, report), index);
  const run = { nextId, taken: new Set<string>() };
  const parts = within.map((each) => instanceOf(each, ROOT, run));
  return {
    entries: joinedEntries([{ elements: entriesOf(ROOT, said), groups: [] }, ...parts]),
    timeStamp: report?.attributes?.['timeStamp'],
  };
};

/** The agencies that a DEM data set is of: one for each report, each with the custom configuration of them all. */
export const dataSetToAgencies = (
  dataSet: DataSet,
  dictionary: Dictionary,
  nextId: NextId,
): ImportedAgency[] => {
  const reports = dataSet.children.filter(isGroup).filter(isReport);
  const run = { index: indexOf(dictionary), nextId };
  return (reports.length > 0 ? reports : [undefined]).map((report) => importedOf(dataSet, report, run));
};

/** Custom elements of charts, as groups `eCustomConfiguration.CustomGroup` of a report, as an agency says them. */
export const definitionsToAgency = (
  definitions: readonly Group[],
  dictionary: Dictionary,
  nextId: NextId,
): Entries => {
  const dataSet = { group: CHART_CONFIGURATION, children: [...definitions] };
  return importedOf(dataSet, undefined, { index: indexOf(dictionary), nextId }).entries;
};
