import type { AgencyState, DemographicChanges, DemographicPart } from '../../../schemas/agency.ts';
import type { Entries } from '../../../schemas/nemsis/entries.ts';
import { CHART_CONFIGURATION } from '../agency-dictionary.ts';
import { allGroups } from './people.ts';

/** All demographic data of an agency, its people's too. */
export const wholeOf = ({ own, people }: Pick<AgencyState, 'own' | 'people'>): DemographicPart => ({
  elements: Object.assign({}, own.elements, ...Object.values(people).map(({ elements }) => elements)),
  groups: allGroups({ own, people }),
});

/** Demographic data as entries. */
export const entriesOf = ({ elements, groups }: DemographicPart): Entries => ({
  elements: Object.entries(elements).flatMap(([group, said]) =>
    Object.entries(said).map(([element, values]) => ({ group, element, values: [...values] })),
  ),
  groups: Object.entries(groups).map(([id, group]) => ({ id, ...group })),
});

const isOfCharts = (group: string | undefined): boolean => group?.split('.')[0] === CHART_CONFIGURATION;

/** Demographic data as far as a DEM data set can say it: without the custom elements of charts. */
export const withoutChartDefinitions = ({ elements, groups }: DemographicPart): DemographicPart => ({
  elements: Object.fromEntries(Object.entries(elements).filter(([id]) => !isOfCharts(groups[id]?.group))),
  groups: Object.fromEntries(Object.entries(groups).filter(([, { group }]) => !isOfCharts(group))),
});

/** The changes after which demographic data says exactly what entries say. */
export const replacing = (part: DemographicPart, { elements, groups }: Entries): DemographicChanges => {
  const kept = new Set(groups.map(({ id }) => id));
  const said = new Set(elements.map(({ group, element }) => `${group} ${element}`));
  const gone = entriesOf(part).elements.filter(({ group, element }) => !said.has(`${group} ${element}`));
  return {
    elements: [...gone.map((each) => ({ ...each, values: [] })), ...elements],
    groups,
    removed: Object.keys(part.groups).filter((id) => !kept.has(id)),
  };
};
