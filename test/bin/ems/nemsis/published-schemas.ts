import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Declared {
  readonly number: string;
  readonly national?: boolean;
  readonly attributes?: string;
  readonly rest?: string;
}

const documented = ({ number, national = false }: Declared): string => `
  <xs:annotation><xs:documentation><nemsisTacDoc>
    <number>${number}</number><name>Name of ${number}</name>
    <national>${national ? 'Yes' : 'No'}</national><state>Yes</state><usage>Required</usage>
  </nemsisTacDoc></xs:documentation></xs:annotation>`;

/** The declaration of an element, as schemas of the standard write it. */
export const declared = (element: Declared): string => `
  <xs:element name="${element.number}" ${element.rest ?? ''}>${documented(element)}
    <xs:complexType><xs:simpleContent><xs:extension base="Colour">${element.attributes ?? ''}</xs:extension></xs:simpleContent></xs:complexType>
  </xs:element>`;

/** A code with its label. */
const code = (value: string, label: string): string =>
  `<xs:enumeration value="${value}"><xs:annotation><xs:documentation> ${label}\n </xs:documentation></xs:annotation></xs:enumeration>`;

/** The common types, which every schema includes. */
export const TYPES = `
  <xs:simpleType name="Colour"><xs:restriction base="xs:string">${code('1001', 'Red')}${code('1003', 'Dark  Blue')}</xs:restriction></xs:simpleType>
  <xs:simpleType name="NV.One"><xs:restriction base="xs:string">${code('7701001', 'Not Applicable')}</xs:restriction></xs:simpleType>
  <xs:simpleType name="Number"><xs:restriction base="xs:decimal"><xs:minInclusive value="0.5"/><xs:fractionDigits value="1"/></xs:restriction></xs:simpleType>`;

/** NV as an attribute. */
export const NV = `<xs:attribute name="NV" use="optional"><xs:simpleType><xs:union memberTypes="NV.One"/></xs:simpleType></xs:attribute>`;

/** An attribute that is one of several types, one of them without a name. */
export const UNIT = `<xs:attribute name="Unit" use="required"><xs:simpleType><xs:union memberTypes="Number"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-z]+"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType></xs:attribute>`;

const schema = (content: string): string =>
  `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns="http://www.nemsis.org" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.nemsis.org">${content}</xs:schema>`;

/** The schema of a data set whose only section has this content. */
export const dataSet = (kind: 'EMS' | 'DEM', content: string): string =>
  schema(`<xs:include schemaLocation="common.xsd"/>
  <xs:element name="${kind}DataSet"><xs:complexType><xs:sequence><xs:element name="${kind}Section" type="Section" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="Section"><xs:annotation/><xs:sequence>${content}</xs:sequence><xs:attribute name="UUID" type="xs:string" use="required"/></xs:complexType>`);

/** What is published: by file, the content of the section of each data set, and the common types. */
export interface Published {
  readonly whole: string;
  readonly national: string;
  readonly types?: string;
}

/** Writes a folder of schemas as it is published: both data sets, each whole and as the national subset. */
export const publish = async (
  folder: string,
  { whole, national, types = TYPES }: Published,
): Promise<void> => {
  for (const [name, content] of [
    ['all', whole],
    ['national', national],
  ] as const) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(
      join(folder, name, 'common.xsd'),
      schema(`<xs:include schemaLocation="common.xsd"/>${types}`),
    );
    for (const kind of ['EMS', 'DEM'] as const)
      await writeFile(join(folder, name, `${kind}DataSet_v3.xsd`), dataSet(kind, content));
  }
};
