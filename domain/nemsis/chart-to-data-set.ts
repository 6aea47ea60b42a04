import type { DataSet, Group } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary, GroupDefinition } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import type { Entries, GroupEntry } from '../../schemas/nemsis/entries.ts';
import { CHIEF_COMPLAINT, isCrewInstance, ROOT } from '../../schemas/nemsis/instance.ts';
import type { AgencyFacts } from '../../schemas/nemsis/record.ts';
import { type Placed, saidIn, withinOf } from './chart-map/entries-tree.ts';
import { GROUPS } from './chart-map/groups.ts';
import { typedInstances } from './chart-map/instances.ts';
import { type Recorded, rootSaid } from './chart-map/root.ts';
import type { Said } from './chart-map/row.ts';
import { groupOf, type Instance } from './chart-map/tree.ts';
import { type Zone, zoneOf } from './chart-map/zone.ts';

/** A chart as it becomes a data set. */
export interface WholeChart extends Recorded {
  readonly entries: Entries;
}

/** The chief complaint is one chart's, so that entries of it stand even where no typed field says it. */
const implied = (entries: ReadonlyMap<string, Said>): GroupEntry[] =>
  entries.has(CHIEF_COMPLAINT) ? [{ id: CHIEF_COMPLAINT, group: GROUPS.complaint }] : [];

const placed = ({ chart, entries }: WholeChart, said: ReadonlyMap<string, Said>, zone: Zone) => {
  const known = new Map(entries.groups.map((each) => [each.id, each]));
  const typed = typedInstances(chart).map(
    ({ id, group, said: ofTyped }): Placed => ({
      id,
      group,
      parent: ROOT,
      attributes: known.get(id)?.attributes,
      said: ofTyped(said.get(id) ?? {}, zone),
    }),
  );
  const taken = new Set(typed.map(({ id }) => id));
  const others = [...entries.groups, ...implied(said)]
    .filter(({ id }) => !taken.has(id) && !isCrewInstance(id))
    .map(
      ({ id, group, parent = ROOT, attributes }): Placed => ({
        id,
        group,
        parent,
        attributes,
        said: said.get(id) ?? {},
      }),
    );
  return Map.groupBy(
    [...typed, ...new Map(others.map((each) => [each.id, each])).values()],
    ({ parent }) => parent,
  );
};

const demographic = ({ state_id, number, state }: AgencyFacts): Group => ({
  group: 'DemographicGroup',
  children: [
    { element: 'dAgency.01', text: state_id },
    { element: 'dAgency.02', text: number },
    { element: 'dAgency.04', text: state },
  ],
});

const definitionOf = (dictionary: Dictionary, group: string): GroupDefinition => {
  const place = indexOf(dictionary).groups.get(group);
  if (!place) throw new Error(`${group} is no group of the release ${dictionary.release}`);
  return place.definition;
};

/** All that a chart says, as the instance that a report takes it of: typed fields, and entries beside them. */
const chartInstance = (whole: WholeChart): Instance => {
  const zone = zoneOf(whole.agency.time_zone);
  const said = saidIn(whole.entries.elements);
  return {
    id: ROOT,
    said: rootSaid(whole, said.get(ROOT) ?? {}, zone),
    attributes: { UUID: whole.record.uuid },
    within: withinOf(ROOT, placed(whole, said, zone)),
  };
};

/** A chart as a data set, and the instance that it was made of. */
export interface ToldChart {
  readonly dataSet: DataSet;
  readonly instance: Instance;
}

/**
 * A chart as an EMS data set in the standard's order: what its typed fields say, what its entries say beside them, and
 * the facts about agency and record. Entries of an instance that is no more are left behind. Nothing is filled in.
 */
export const toldChart = (whole: WholeChart, dictionary: Dictionary): ToldChart => {
  const { agency } = whole;
  const instance = chartInstance(whole);
  const report = groupOf(definitionOf(dictionary, 'PatientCareReport'), instance);
  const custom = agency.custom ? [agency.custom] : [];
  const dataSet = {
    group: dictionary.root.group,
    children: [{ group: 'Header', children: [demographic(agency), ...custom, report] }],
  };
  return { dataSet, instance };
};

/** The data set alone. */
export const chartToDataSet = (whole: WholeChart, dictionary: Dictionary): DataSet =>
  toldChart(whole, dictionary).dataSet;
