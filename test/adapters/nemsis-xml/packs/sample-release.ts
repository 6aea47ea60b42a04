/** A small release of our own making: two data sets with a code each, and a file of rules. */
const types = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.nemsis.org" targetNamespace="http://www.nemsis.org">
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType>
</xs:schema>`;

const main = (kind: string, element: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.nemsis.org" targetNamespace="http://www.nemsis.org" elementFormDefault="qualified">
  <xs:include schemaLocation="commonTypes_v3.xsd"/>
  <xs:element name="${kind}DataSet"><xs:complexType><xs:sequence><xs:element name="${element}" type="Code" maxOccurs="9"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

/** A file of rules for EMS data sets: a second code is an error, the code 2 a warning. */
export const sampleRules = (version: string, id = 'EMSDataSet'): string =>
  `<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" id="${id}" schemaVersion="${version}">
  <sch:ns prefix="nem" uri="http://www.nemsis.org"/>
  <sch:pattern id="codes"><sch:rule id="codes-1" context="nem:eRecord.01">
    <sch:assert id="one" role="[ERROR]" test="not(preceding-sibling::nem:eRecord.01)">There should be one <sch:name/>.</sch:assert>
    <sch:assert id="first" role="[WARNING]" test=". != '2'"><sch:name/> should not be 2.</sch:assert>
  </sch:rule></sch:pattern></sch:schema>`;

export const RELEASE = '3.5.1.250403CP1';

/** Its files by their paths, as they are published. */
export const sampleRelease = (release = RELEASE): Map<string, Uint8Array> =>
  new Map(
    Object.entries({
      'XSDs/NEMSIS_EMS_XSDs/EMSDataSet_v3.xsd': main('EMS', 'eRecord.01'),
      'XSDs/NEMSIS_EMS_XSDs/commonTypes_v3.xsd': types,
      'XSDs/NEMSIS_EMS_XSDs/unused_v3.xsd': types,
      'XSDs/NEMSIS_DEM_XSDs/DEMDataSet_v3.xsd': main('DEM', 'dAgency.01'),
      'XSDs/NEMSIS_DEM_XSDs/commonTypes_v3.xsd': types,
      'XSDs/NEMSIS_NAT_XSDs/EMSDataSet_v3.xsd': main('EMS', 'eRecord.01'),
      'XSDs/NEMSIS_NAT_XSDs/commonTypes_v3.xsd': types,
      'Schematron/rules/EMSDataSet.sch': sampleRules(release),
      'Schematron/DevelopmentKit/rules/Sample.sch': sampleRules(release),
    }).map(([path, text]) => [path, new Uint8Array(Buffer.from(text))]),
  );
