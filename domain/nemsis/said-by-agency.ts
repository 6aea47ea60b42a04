import type { Group } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { AgencyFacts } from '../../schemas/nemsis/record.ts';
import { plainText } from './chart-map/form.ts';
import { type Definitions, definitionsIn, heldAgainst } from './custom-definitions.ts';
import type { ImportedChart } from './data-set-to-chart.ts';

/** What an agency says in the reports of its charts, as far as it has said it. */
export interface ReportingAgency {
  readonly facts?: AgencyFacts | undefined;
  readonly custom?: Group | undefined;
}

const IDENTITY = [
  ['dAgency.01', 'state_id'],
  ['dAgency.02', 'number'],
  ['dAgency.04', 'state'],
] as const;

const identity = (file: AgencyFacts, facts: AgencyFacts | undefined): string[] => {
  const differing = IDENTITY.filter(([, fact]) => file[fact] !== facts?.[fact]).map(([element]) => element);
  if (differing.length === 0) return [];
  const why = facts ? 'the agency says otherwise' : 'the agency has not said who it is';
  return [`${differing.join(', ')}: ${why}, and an export says what the agency says`];
};

const definitions = (file: Definitions, agency: Definitions, dictionary: Dictionary): string[] => {
  const { missing, otherwise } = heldAgainst(agency, file, dictionary);
  const names = [...missing.keys()].join(', ');
  return [
    ...(names === ''
      ? []
      : [
          `eCustomConfiguration: the agency does not define ${names}; "ems agency import" of this file adds it`,
        ]),
    ...(otherwise.length === 0
      ? []
      : [
          `eCustomConfiguration: the agency defines ${otherwise.join(', ')} otherwise, and an export says that`,
        ]),
  ];
};

/** Results that refer to what nobody defines. Their names are told nowhere: they may be anything. */
const danglingResults = ({ entries }: ImportedChart, known: readonly Definitions[]): string[] => {
  const names = entries.elements
    .filter(({ element }) => element === 'eCustomResults.02')
    .map(({ values }) => plainText(values) ?? '');
  const dangling = names.filter((name) => !known.some((each) => each.has(name)));
  return dangling.length === 0
    ? []
    : [
        `eCustomResults.02: ${dangling.length} of the custom results refer to no custom element of agency or file`,
      ];
};

/**
 * What an export of an imported chart will say otherwise than its file, because the agency says it: who the agency is,
 * and the custom elements that it defines. Each line begins with elements, and names no value but those of definitions.
 */
export const saidByAgency = (
  imported: ImportedChart,
  { facts, custom }: ReportingAgency,
  dictionary: Dictionary,
): string[] => {
  const [file, agency] = [definitionsIn(imported.agency.custom), definitionsIn(custom)];
  return [
    ...identity(imported.agency, facts),
    ...definitions(file, agency, dictionary),
    ...danglingResults(imported, [file, agency]),
  ];
};
