import type { StateReport } from '../../schemas/nemsis/state-answer.ts';
import type { StateFinding } from '../../schemas/nemsis/state-finding.ts';

type XmlError = StateReport['xml_errors'][number];
type Place = XmlError['places'][number];
type Violation = StateReport['rule_violations'][number];
type Looked = Violation['elements'][number];

/** The last element that an XPath names, as `eVitals.06`; a prefix of `*:` or of its own does not matter. */
const elementAt = (xpath: string): string | undefined =>
  xpath.match(/[a-z][A-Z][A-Za-z]*\.\d{2,3}(?![\w.])/g)?.at(-1);

const named = (element: string | undefined): { element?: string } =>
  element === undefined || element === '' ? {} : { element };

/** XML Schema violations have no severity of their own: any of them refuses the file. */
const xsd = { stage: 'xsd', rule: 'xml-schema', severity: 'error' } as const;

const locationOf = ({ xpath, line, column }: Place): string => {
  if (xpath !== undefined) return xpath;
  if (line === undefined) return '';
  return column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
};

const xmlFindings = ({ description, messages, places }: XmlError): StateFinding[] => {
  const found: StateFinding[] = [
    ...messages.map((message) => ({ ...xsd, location: '', message: `${description}: ${message}` })),
    ...places.map((place) => ({
      ...xsd,
      ...named(place.name),
      location: locationOf(place),
      message: description,
    })),
  ];
  return found.length > 0 ? found : [{ ...xsd, location: '', message: description }];
};

/** Rule files say their level in the role: `[FATAL]`, `[ERROR]`, `[WARNING]`. One without a known level is an error. */
const severityOf = (role: string): StateFinding['severity'] => {
  const level = role.toLowerCase().match(/fatal|error|warn|info/)?.[0];
  if (level === 'warn') return 'warning';
  return level === 'fatal' || level === 'info' ? level : 'error';
};

/** Where the diagnostic names elements, the user looks there; else where the rule stood. */
const ruleFindings = ({ rule, role, location, message, elements }: Violation): StateFinding[] =>
  (elements.length > 0 ? elements : [{ location }]).map((place: Looked) => ({
    stage: 'schematron',
    rule,
    severity: severityOf(role),
    ...named(place.name ?? elementAt(place.location)),
    location: place.location,
    message,
  }));

const unlisted = (report: StateReport): StateFinding[] =>
  report.xml_error_count > 0 && report.xml_errors.length === 0
    ? [
        {
          ...xsd,
          location: '',
          message: `The state counts ${report.xml_error_count} violations of its XML schema and lists none.`,
        },
      ]
    : [];

/** What a state's report says, one finding a place, in the report's order. */
export const stateFindings = (report: StateReport): StateFinding[] => [
  ...unlisted(report),
  ...report.xml_errors.flatMap(xmlFindings),
  ...report.rule_violations.flatMap(ruleFindings),
  ...report.custom.map(
    ({ type, text }): StateFinding => ({
      stage: 'state',
      rule: type,
      severity: 'info',
      location: '',
      message: text,
    }),
  ),
];
