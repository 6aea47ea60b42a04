/** Which element a report complains of, by which rule, how gravely. */
export type Complaint = {
  readonly rule: string;
  readonly role: '[FATAL]' | '[ERROR]' | '[WARNING]';
  readonly location: string;
  readonly message: string;
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);

const assertion = ({ rule, role, location, message }: Complaint): string =>
  `<svrl:failed-assert id="${escaped(rule)}" role="${role}" location="${escaped(location)}" test="false()">` +
  `<svrl:text>${escaped(message)}</svrl:text></svrl:failed-assert>`;

/** A state's report: violations of the schema by element and XPath, and of rules as SVRL. */
export const reportXml = (
  violations: readonly Complaint[],
  schemaErrors: readonly Complaint[] = [],
): string => {
  const errors = schemaErrors.map(
    ({ rule, location, message }) =>
      `<xmlError><desc>${escaped(message)}</desc><failedElementList><xmlElementInfo>` +
      `<elementName>${escaped(rule)}</elementName><elementLocation><xpathLocation>${escaped(location)}</xpathLocation>` +
      '</elementLocation></xmlElementInfo></failedElementList></xmlError>',
  );
  const svrl =
    '<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl">' +
    `${violations.map(assertion).join('')}</svrl:schematron-output>`;
  return (
    '<xmlValidationErrorReport>' +
    `<totalErrorCount>${errors.length}</totalErrorCount>${errors.join('')}</xmlValidationErrorReport>` +
    '<schematronReport><completeSchematronReport><completeReport><payloadOfXmlElement>' +
    `${svrl}</payloadOfXmlElement></completeReport></completeSchematronReport></schematronReport>`
  );
};
