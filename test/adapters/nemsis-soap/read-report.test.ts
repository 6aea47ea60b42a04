import { expect, it } from 'vitest';
import { readReport, serverErrorIn } from '../../../adapters/nemsis-soap/read-report.ts';
import { type Element, readXml } from '../../../adapters/nemsis-soap/xml-element.ts';

const element = (inside: string): Element => {
  const read = readXml(`<reports xmlns="http://ws.nemsis.org/">${inside}</reports>`);
  if (!read) throw new Error('The report of the test is not well-formed.');
  return read;
};
const xml = (inside: string) => element(`<xmlValidationErrorReport>${inside}</xmlValidationErrorReport>`);
const svrl = (inside: string) =>
  element(
    '<xmlValidationErrorReport><totalErrorCount>0</totalErrorCount></xmlValidationErrorReport><schematronReport>' +
      '<completeSchematronReport><completeReport><payloadOfXmlElement>' +
      `<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl">${inside}</svrl:schematron-output>` +
      '</payloadOfXmlElement></completeReport></completeSchematronReport></schematronReport>',
  );

it('reads errors by message, by line and column, and by XPath', () => {
  const { xml_error_count, xml_errors } = readReport(
    xml(
      '<totalErrorCount>7</totalErrorCount>' +
        '<xmlError><desc>general</desc><xmlGeneralErrorList><errorMessage>one</errorMessage>' +
        '<errorMessage>two</errorMessage></xmlGeneralErrorList></xmlError>' +
        '<xmlError><desc>element</desc><failedElementList>' +
        '<xmlElementInfo><elementName>eTimes.03</elementName><elementLocation><line>7</line><column>9</column>' +
        '</elementLocation><value>Jane Doe</value></xmlElementInfo>' +
        '<xmlElementInfo><elementName>eTimes.04</elementName><elementLocation><xpathLocation>/a/b</xpathLocation>' +
        '</elementLocation></xmlElementInfo>' +
        '<xmlElementInfo><elementName>eTimes.05</elementName><elementLocationUnknown>Yes</elementLocationUnknown>' +
        '</xmlElementInfo></failedElementList></xmlError>',
    ),
  );
  expect(xml_error_count).toBe(7);
  expect(xml_errors).toStrictEqual([
    { description: 'general', messages: ['one', 'two'], places: [] },
    {
      description: 'element',
      messages: [],
      places: [
        { name: 'eTimes.03', line: 7, column: 9 },
        { name: 'eTimes.04', xpath: '/a/b' },
        { name: 'eTimes.05' },
      ],
    },
  ]);
});

it('counts for itself where the state does not', () => {
  const report = readReport(xml('<xmlError><desc>x</desc></xmlError>'));
  expect(report.xml_error_count).toBe(1);
  expect(readReport(xml('<totalErrorCount>-1</totalErrorCount>')).xml_error_count).toBe(0);
});

it('reads failed assertions and fired reports, with what the national diagnostic names', () => {
  const { rule_violations } = readReport(
    svrl(
      '<svrl:active-pattern/><svrl:failed-assert id="nemSch_e049" role="[WARNING]" location="/a">' +
        '<svrl:text> In order. </svrl:text><svrl:diagnostic-reference><nemsisDiagnostic xmlns="http://www.nemsis.org">' +
        '<record><eRecord.01>1</eRecord.01></record>' +
        '<elements><element location="/a/eTimes.11">x</element></elements>' +
        '<elementsMissing><element parentLocation="/a" name="eTimes.12"/><element/></elementsMissing>' +
        '</nemsisDiagnostic></svrl:diagnostic-reference></svrl:failed-assert>' +
        '<svrl:successful-report><svrl:text>bare</svrl:text></svrl:successful-report>',
    ),
  );
  expect(rule_violations).toStrictEqual([
    {
      rule: 'nemSch_e049',
      role: '[WARNING]',
      location: '/a',
      message: 'In order.',
      elements: [{ location: '/a/eTimes.11' }, { name: 'eTimes.12', location: '/a' }],
    },
    { rule: '', role: '', location: '', message: 'bare', elements: [] },
  ]);
});

it("reads reports of the state's own, and the server's error", () => {
  const report = element(
    '<serverErrorReport><serverErrorMessage>disk full</serverErrorMessage></serverErrorReport>' +
      '<customReport><reportType>ETL</reportType><customReport><payloadOfXmlElement><a>No <b>unit</b></a>' +
      '</payloadOfXmlElement></customReport></customReport><customReport/>',
  );
  expect(readReport(report).custom).toStrictEqual([
    { type: 'ETL', text: 'No unit' },
    { type: '', text: '' },
  ]);
  expect(serverErrorIn(report)).toBe('disk full');
  expect(serverErrorIn(undefined)).toBeUndefined();
});

it('cuts what nobody would read, and says how much', () => {
  const one = `<svrl:failed-assert id="${'i'.repeat(3000)}"><svrl:text>${'x'.repeat(9000)}</svrl:text></svrl:failed-assert>`;
  const { rule_violations, left_out } = readReport(svrl(one.repeat(503)));
  expect(rule_violations).toHaveLength(500);
  expect(left_out).toBe(3);
  expect(rule_violations[0]).toMatchObject({ rule: 'i'.repeat(2000), message: 'x'.repeat(2000) });
});
