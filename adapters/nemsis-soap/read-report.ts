import type { StateReport } from '../../schemas/nemsis/state-answer.ts';
import { child, childrenOf, type Element, inside, textOf, wholeNumber } from './xml-element.ts';

/** A report that lists more is cut: nobody reads on, and what is kept has to fit somewhere. */
const MOST = 500;
const MOST_CHARACTERS = 2_000;

const VIOLATIONS = ['failed-assert', 'successful-report'];

const short = (text: string): string => text.slice(0, MOST_CHARACTERS);

const placeOf = (info: Element): StateReport['xml_errors'][number]['places'][number] => {
  const place = child(info, 'elementLocation');
  const [line, column] = ['line', 'column'].map((name) => wholeNumber(textOf(place, name)));
  const xpath = textOf(place, 'xpathLocation');
  return {
    name: short(textOf(info, 'elementName') ?? ''),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(xpath !== undefined && { xpath: short(xpath) }),
  };
};

const xmlErrorOf = (error: Element): StateReport['xml_errors'][number] => ({
  description: short(textOf(error, 'desc') ?? ''),
  messages: childrenOf(child(error, 'xmlGeneralErrorList'), 'errorMessage')
    .slice(0, MOST)
    .map(({ text }) => short(text)),
  places: childrenOf(child(error, 'failedElementList'), 'xmlElementInfo').slice(0, MOST).map(placeOf),
});

type Looked = StateReport['rule_violations'][number]['elements'][number];

const lookedAt = ({ attributes }: Element): Looked[] => {
  const location = attributes['location'] ?? attributes['parentLocation'];
  const name = attributes['name'];
  return location ? [{ ...(name && { name: short(name) }), location: short(location) }] : [];
};

/** What the national diagnostic names: `<element location="…"/>`, and missing `<element parentLocation="…" name="…"/>`. */
const diagnosed = (violation: Element): Looked[] =>
  [...inside(violation)]
    .filter(({ name }) => name === 'element')
    .flatMap(lookedAt)
    .slice(0, MOST);

const violationOf = (violation: Element): StateReport['rule_violations'][number] => ({
  rule: short(violation.attributes['id'] ?? ''),
  role: short(violation.attributes['role'] ?? ''),
  location: short(violation.attributes['location'] ?? ''),
  message: short(textOf(violation, 'text') ?? ''),
  elements: diagnosed(violation),
});

const customOf = (report: Element): StateReport['custom'][number] => ({
  type: short(textOf(report, 'reportType') ?? ''),
  text: short(
    childrenOf(report, 'customReport')
      .map(({ text }) => text)
      .join('\n'),
  ),
});

const violationsIn = (reports: Element | undefined): Element[] =>
  reports ? [...inside(reports)].filter(({ name }) => VIOLATIONS.includes(name)) : [];

const over = (...lists: readonly (readonly unknown[])[]): number =>
  lists.reduce((left, { length }) => left + Math.max(0, length - MOST), 0);

/** What the WSDL's SubmitDataReport says: XML Schema errors, Schematron reports as SVRL, and reports of the state's own. */
export const readReport = (report: Element): StateReport => {
  const xml = child(report, 'xmlValidationErrorReport');
  const errors = childrenOf(xml, 'xmlError');
  const violations = violationsIn(child(report, 'schematronReport'));
  const custom = childrenOf(report, 'customReport');
  return {
    xml_error_count: Math.max(0, wholeNumber(textOf(xml, 'totalErrorCount')) ?? errors.length),
    xml_errors: errors.slice(0, MOST).map(xmlErrorOf),
    rule_violations: violations.slice(0, MOST).map(violationOf),
    custom: custom.slice(0, MOST).map(customOf),
    left_out: over(errors, violations, custom),
  };
};

/** What the server says of its own error. */
export const serverErrorIn = (report: Element | undefined): string | undefined =>
  textOf(child(report, 'serverErrorReport'), 'serverErrorMessage')?.slice(0, 500);
