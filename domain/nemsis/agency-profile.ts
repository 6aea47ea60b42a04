import type { AgencyState, DemographicPart } from '../../schemas/agency.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Group } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { ROOT } from '../../schemas/nemsis/instance.ts';
import type { AgencyFacts } from '../../schemas/nemsis/record.ts';
import { CHART_CONFIGURATION } from './agency-dictionary.ts';
import { agencyInstance } from './agency-to-data-set.ts';
import { plainText } from './chart-map/form.ts';
import { groupOf } from './chart-map/tree.ts';
import { entriesOf, wholeOf } from './demographics/entries.ts';
import { saidOf } from './demographics/part.ts';
import { timeZoneOf } from './demographics/time-zone.ts';

/** The custom elements that an agency defines for its charts, as they stand in reports; undefined where there are none. */
export const chartConfiguration = (own: DemographicPart, dictionary: Dictionary): Group | undefined => {
  const definition = indexOf(dictionary).groups.get(CHART_CONFIGURATION)?.definition;
  if (!definition) return undefined;
  const custom = groupOf(definition, agencyInstance(entriesOf(own), dictionary));
  return custom.children.length > 0 ? custom : undefined;
};

/** What an agency says of itself in an element, where it is a plain value. */
const plainOf =
  ({ own }: AgencyState) =>
  (element: string): string | undefined =>
    plainText(saidOf(own, ROOT, element));

/** Where an agency's clocks are: an IANA time zone, set as such, or told by its demographic data; undefined while neither is. */
export const agencyZone = (state: AgencyState): string | undefined => {
  const plain = plainOf(state);
  return state.time_zone ?? timeZoneOf(plain('dAgency.23'), plain('dAgency.24'));
};

/** What an export must know, by what says it. */
const needed = (state: AgencyState) => {
  const plain = plainOf(state);
  return {
    state_id: ['dAgency.01', plain('dAgency.01')],
    number: ['dAgency.02', plain('dAgency.02')],
    state: ['dAgency.04', plain('dAgency.04')],
    time_zone: ['time_zone', agencyZone(state)],
  } as const;
};

/** What is missing to tell a state whose charts these are. */
const missingOf = (state: AgencyState): string[] =>
  Object.values(needed(state)).flatMap(([name, value]) => (value ? [] : [name]));

const factsOf = (state: AgencyState, dictionary: Dictionary): AgencyFacts | undefined => {
  const {
    state_id: [, state_id],
    number: [, number],
    state: [, at],
    time_zone: [, time_zone],
  } = needed(state);
  if (!(state_id && number && at && time_zone)) return undefined;
  const name = plainOf(state)('dAgency.03');
  const custom = chartConfiguration(state.own, dictionary);
  return { state_id, number, state: at, time_zone, ...(name && { name }), ...(custom && { custom }) };
};

/** An agency as an export sees it, of its state at a version. `dictionary` is that of all an agency may say. */
export const profileOf = (
  { state, version }: { readonly state: AgencyState; readonly version: number },
  dictionary: Dictionary,
): AgencyProfile => {
  const facts = factsOf(state, dictionary);
  return {
    version,
    ...(facts && { facts }),
    missing: missingOf(state),
    demographics: entriesOf(wholeOf(state)),
    releases: state.releases,
    ...(state.state_account && { state: state.state_account }),
  };
};
