import type { ChartCommand } from '../../schemas/chart/commands.ts';
import { IncidentNumber } from '../../schemas/chart/events.ts';
import { type DataSet, type Group, isGroup } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { type DictionaryIndex, indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import type { AgencyFacts, RecordFacts } from '../../schemas/nemsis/record.ts';
import { plainText } from './chart-map/form.ts';
import type { Said } from './chart-map/row.ts';
import { type Spread, spread } from './chart-map/spread.ts';
import { entriesOf, joinedEntries, type NextId } from './chart-map/take.ts';
import { type Import, takeGroups } from './chart-map/take-groups.ts';
import { takeSections } from './chart-map/take-sections.ts';
import { zoneOf } from './chart-map/zone.ts';

/** A report of a data set as a chart: what to do to make it, and what must stand beside its typed fields. */
export interface ImportedChart {
  readonly agency: AgencyFacts;
  readonly record: RecordFacts;
  readonly commands: readonly ChartCommand[];
  readonly entries: Entries;
}

const INCIDENT = 'eResponse.03';
const RECORD = ['eRecord.01', 'eRecord.02', 'eRecord.03', 'eRecord.04'];

/** The text of an element; empty where it is no plain text. */
const plainIn = (said: Said) => (element: string) => plainText(said[element] ?? []) ?? '';

const recordOf = ({ said, attributes }: Spread): RecordFacts => {
  const plain = plainIn(said);
  const software = { creator: plain('eRecord.02'), name: plain('eRecord.03'), version: plain('eRecord.04') };
  return { uuid: attributes?.['UUID'] ?? '', number: plain('eRecord.01'), software };
};

const agencyOf = (said: Said, custom: Group | undefined, time_zone: string): AgencyFacts => {
  const plain = plainIn(said);
  const who = { state_id: plain('dAgency.01'), number: plain('dAgency.02'), state: plain('dAgency.04') };
  return { ...who, time_zone, ...(custom && { custom }) };
};

/** The number a chart is opened under: the incident's, or the record's where the file says none that a chart can hold. */
const incidentOf = (said: Said, { number, uuid }: RecordFacts): string =>
  [plainText(said[INCIDENT] ?? []), number, uuid]
    .map((each) => IncidentNumber.safeParse(each).data)
    .find((each) => each !== undefined) ?? 'unknown';

const without = (said: Said, elements: readonly string[]): Said =>
  Object.fromEntries(Object.entries(said).filter(([element]) => !elements.includes(element)));

const chartOf = (report: Spread, record: RecordFacts, run: Import) => {
  const incident_number = incidentOf(report.said, record);
  const groups = takeGroups(report.within, run);
  const { changes, said } = takeSections(without(report.said, RECORD), groups, run.zone);
  const isTyped = plainText(said[INCIDENT] ?? []) === incident_number;
  const open: ChartCommand = { type: 'open', incident_number, incident_id: run.nextId() };
  const recorded: ChartCommand[] = Object.keys(changes).length === 0 ? [] : [{ type: 'record', changes }];
  const root = { elements: entriesOf(ROOT, isTyped ? without(said, [INCIDENT]) : said), groups: [] };
  return {
    commands: [open, ...recorded, ...groups.commands],
    entries: joinedEntries([root, groups.entries]),
  };
};

const groupsOf = (group: Group, name: string): Group[] =>
  group.children.filter(isGroup).filter((child) => child.group === name);

const chartsOf = (
  header: Group,
  index: DictionaryIndex,
  run: Import & { timeZone: string },
): ImportedChart[] => {
  const { said } = spread({ ...header, children: groupsOf(header, 'DemographicGroup') }, index);
  const [custom] = groupsOf(header, 'eCustomConfiguration');
  const agency = agencyOf(said, custom, run.timeZone);
  return groupsOf(header, 'PatientCareReport').map((group) => {
    const report = spread(group, index);
    const record = recordOf(report);
    return { agency, record, ...chartOf(report, record, run) };
  });
};

/**
 * The charts that an EMS data set is, one for each report: typed where a chart has fields that can say the same, entries
 * for all else. `timeZone` is the one the agency writes moments in; what was written in another keeps its own words.
 */
export const dataSetToCharts = (
  dataSet: DataSet,
  dictionary: Dictionary,
  { timeZone, nextId }: { timeZone: string; nextId: NextId },
): ImportedChart[] => {
  const run = { zone: zoneOf(timeZone), nextId, timeZone };
  return groupsOf(dataSet, 'Header').flatMap((header) => chartsOf(header, indexOf(dictionary), run));
};
