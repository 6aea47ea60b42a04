import { dataSetToCharts, type ImportedChart } from '../../domain/nemsis/data-set-to-chart.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Leaf } from '../../schemas/nemsis/data-set.ts';
import { entered, withoutFilled } from './by-software.ts';
import { caseDataSet, type Knowledge } from './case-data-set.ts';
import { type Shown, shownAs } from './case-page.ts';
import type { StateData } from './state-data.ts';

type Demographics = AgencyProfile['demographics'];

/** What whoever enters a chart has before them, and the standard. */
interface ChartCase extends Pick<Knowledge, 'dictionary' | 'county'> {
  readonly page: Shown;
  readonly state: StateData;
  /** What the agency says of itself. */
  readonly demographics: Demographics;
  readonly timeZone: string;
  nextId(): string;
}

/** What a chart says of the facility that a patient is taken to, and where the agency says it. */
const DESTINATION: Readonly<Record<string, string>> = {
  'eDisposition.03': 'dFacility.07',
  'eDisposition.04': 'dFacility.08',
  'eDisposition.05': 'dFacility.09',
  'eDisposition.06': 'dFacility.11',
  'eDisposition.07': 'dFacility.10',
  'eDisposition.08': 'dFacility.12',
  'eDisposition.09': 'dFacility.13',
  'eDisposition.10': 'dFacility.14',
};

const facilityOf = ({ elements }: Demographics, code: string): string | undefined =>
  elements.find(
    ({ element, values }) => element === 'dFacility.03' && values.some(({ text }) => text === code),
  )?.group;

/** The agency knows a facility by its code. */
const valuesOf =
  ({ demographics }: ChartCase): Knowledge['valuesOf'] =>
  (element, beside): Leaf[] => {
    const facility = facilityOf(demographics, beside('eDisposition.02'));
    return demographics.elements
      .filter(({ group, element: said }) => group === facility && said === DESTINATION[element])
      .flatMap(({ values }) => values.map((value) => ({ element, ...value })));
  };

/** What is entered for a chart: by typed fields where a chart has them, by element number otherwise. */
export const chartEntries = (asked: ChartCase): Pick<ImportedChart, 'commands' | 'entries'> => {
  const { page, state, dictionary, county, timeZone, nextId } = asked;
  const known = { dictionary, county, custom: state.custom.EMS, valuesOf: valuesOf(asked) };
  const reports = shownAs(page, 'PatientCareReport').map((report) => caseDataSet(entered(report), known));
  const dataSet = { group: page.name, children: [{ group: 'Header', children: reports }] };
  const [chart] = dataSetToCharts(withoutFilled(dataSet, dictionary), dictionary, { timeZone, nextId });
  return chart ?? { commands: [], entries: { elements: [], groups: [] } };
};
