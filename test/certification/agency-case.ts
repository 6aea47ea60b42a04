import { agencyDictionary } from '../../domain/nemsis/agency-dictionary.ts';
import { dataSetToAgencies } from '../../domain/nemsis/data-set-to-agency.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Entries } from '../../schemas/nemsis/entries.ts';
import { entered, withoutFilled } from './by-software.ts';
import { caseDataSet, type Knowledge } from './case-data-set.ts';
import { type Shown, shownAs } from './case-page.ts';
import { leavesIn, type StateData } from './state-data.ts';

/** What whoever enters an agency has before them, and the standard. */
interface AgencyCase {
  readonly page: Shown;
  readonly state: StateData;
  readonly dictionaries: { readonly DEM: Dictionary; readonly EMS: Dictionary };
  nextId(): string;
}

const COUNTY = 'SSCCC'.length;

const textsOf = (shown: Shown, name: string): string[] =>
  shownAs(shown, name).flatMap(({ cells }) => cells.map(({ text }) => text));

/** The county whose name a page leaves empty: the one in which the census tracts beside it are. */
export const unnamedCounty = (page: Shown): string => {
  const areas = shownAs(page, 'dAgency.AgencyServiceGroup').filter((area) =>
    textsOf(area, 'dAgency.06').includes(''),
  );
  const tracts = areas.flatMap((area) => textsOf(area, 'dAgency.07'));
  const [county, ...others] = new Set(tracts.map((tract) => tract.slice(0, COUNTY)));
  if (county === undefined || others.length > 0) throw new Error('The page does not tell the county.');
  return county;
};

/** The state knows the agency by its number, and a facility by its code. */
const valuesOf =
  ({ state }: AgencyCase): Knowledge['valuesOf'] =>
  (element, beside) =>
    element === 'dAgency.03'
      ? state.nameOf(beside('dAgency.02'))
      : leavesIn(state.facility(beside('dFacility.03')), element);

/** What is entered for the agency: what the page of its case shows, and the elements that its state has defined. */
export const agencyEntries = (asked: AgencyCase): Entries => {
  const { page, state, dictionaries } = asked;
  const dictionary = agencyDictionary(dictionaries.DEM, dictionaries.EMS);
  const known = {
    dictionary,
    custom: state.custom.DEM,
    county: unnamedCounty(page),
    valuesOf: valuesOf(asked),
  };
  const reports = shownAs(page, 'DemographicReport').map((report) => caseDataSet(entered(report), known));
  const dataSet = { group: page.name, children: [state.custom.DEM, state.custom.EMS, ...reports] };
  const [agency] = dataSetToAgencies(withoutFilled(dataSet, dictionary), dictionary, asked.nextId);
  return agency?.entries ?? { elements: [], groups: [] };
};
