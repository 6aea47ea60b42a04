import {
  type AttributeDefinition,
  type Dictionary,
  type ElementDefinition,
  type GroupDefinition,
  isElement,
  type ValueType,
} from './dictionary.ts';

const NAMESPACE = 'http://www.nemsis.org';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns="${NAMESPACE}" xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${NAMESPACE}" elementFormDefault="qualified">`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

const quoted = (text: string | number): string =>
  `"${String(text).replace(/[&<"\n\r\t]/g, (sign) => ESCAPES[sign] ?? `&#${sign.charCodeAt(0)};`)}"`;

const facet = (name: string, value: string | number): string => `<xs:${name} value=${quoted(value)}/>`;

const FACETS = [
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'maxInclusive',
  'totalDigits',
  'fractionDigits',
] as const;

const enumeration = (codes: readonly string[]): string =>
  codes.map((code) => facet('enumeration', code)).join('');

const restriction = (base: string, facets: string): string =>
  `<xs:restriction base="${base}">${facets}</xs:restriction>`;

/** What a type allows: `xs:union` of its members, or `xs:restriction` of its base. */
const allowed = (type: ValueType, lists: Dictionary['lists']): string => {
  if (type.anyOf) return `<xs:union memberTypes="${type.anyOf.join(' ')}"/>`;
  const codes = type.codes === undefined ? [] : (lists[type.codes] ?? []);
  const facets = FACETS.flatMap((name) => {
    const value = type[name];
    return value === undefined ? [] : [facet(name, value)];
  });
  const patterns = (type.patterns ?? []).map((pattern) => facet('pattern', pattern));
  const all = [...facets, ...patterns, enumeration(codes.map(([code]) => code))];
  return restriction(type.base ?? 'xs:string', all.join(''));
};

const attribute = ({ name, type, required }: AttributeDefinition): string =>
  `<xs:attribute name="${name}" type="${type}"${required ? ' use="required"' : ''}/>`;

const reason = (name: 'NV' | 'PN', codes: readonly string[]): string =>
  codes.length === 0
    ? ''
    : `<xs:attribute name="${name}"><xs:simpleType>${restriction('xs:string', enumeration(codes))}</xs:simpleType></xs:attribute>`;

const occurs = ({ min, max }: Pick<GroupDefinition, 'min' | 'max'>): string =>
  ` minOccurs="${min}" maxOccurs="${max ?? 'unbounded'}"`;

const element = (definition: ElementDefinition): string => {
  const { element: name, nillable, type, nv, pn, attributes } = definition;
  const content = [reason('NV', nv), reason('PN', pn), ...attributes.map(attribute)].join('');
  const extension = `<xs:simpleContent><xs:extension base="${type}">${content}</xs:extension></xs:simpleContent>`;
  const start = `<xs:element name="${name}"${occurs(definition)}${nillable ? ' nillable="true"' : ''}>`;
  return `${start}<xs:complexType>${extension}</xs:complexType></xs:element>`;
};

const group = (definition: GroupDefinition, place: string): string => {
  const children = definition.children.map((child) =>
    isElement(child) ? element(child) : group(child, occurs(child)),
  );
  const content = `<xs:sequence>\n${children.join('\n')}\n</xs:sequence>${definition.attributes.map(attribute).join('')}`;
  return `<xs:element name="${definition.group}"${place}><xs:complexType>${content}</xs:complexType></xs:element>`;
};

/**
 * One self-contained XML Schema that judges data sets as the published schemas of the release do, made from the
 * dictionary (of the whole data set or of its national subset). One thing differs: types are no part of what a data set
 * says, so `xsi:type` is refused even where it repeats the type that is declared.
 */
export const schemaText = ({ root, types, lists }: Dictionary): string => {
  const declared = Object.entries(types).map(
    ([name, type]) => `<xs:simpleType name="${name}">${allowed(type, lists)}</xs:simpleType>`,
  );
  return `${[HEAD, ...declared, group(root, '')].join('\n')}\n</xs:schema>\n`;
};
