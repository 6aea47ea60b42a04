import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { XmlDocument } from 'libxml2-wasm';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, test } from 'vitest';
import { parseTree } from '../../../adapters/nemsis-xml/parse-tree.ts';
import { placesIn } from '../../../adapters/nemsis-xml/places.ts';
import { type Schema, type XsdJudge, xsdJudge } from '../../../adapters/nemsis-xml/xsd-judge.ts';

const TYPES = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:n" targetNamespace="urn:n" elementFormDefault="qualified">
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Short"><xs:restriction base="xs:string"><xs:minLength value="2"/><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Letters"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Percent"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:maxInclusive value="100"/><xs:fractionDigits value="1"/></xs:restriction></xs:simpleType>
</xs:schema>`;

const MAIN =
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:n" targetNamespace="urn:n" elementFormDefault="qualified">
  <xs:include schemaLocation="types.xsd"/>
  <xs:element name="root"><xs:complexType><xs:sequence>
    <xs:element name="code" type="Code"/>
    <xs:element name="group" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="letters" type="Letters" minOccurs="0"/>
      <xs:element name="short" type="Short" minOccurs="0"/>
      <xs:element name="percent" type="Percent" minOccurs="0"/>
      <xs:element name="date" type="xs:date" minOccurs="0" nillable="true"/>
    </xs:sequence><xs:attribute name="id" type="Code" use="required"/></xs:complexType></xs:element>
  </xs:sequence></xs:complexType>
  <xs:unique name="u"><xs:selector xpath="group"/><xs:field xpath="@id"/></xs:unique></xs:element>
</xs:schema>`.replace('xpath="group"', 'xpath="n:group" xmlns:n="urn:n"');

const schemaOf = (key: string, main = MAIN): Schema => ({
  key,
  main: 'main.xsd',
  files: new Map([
    ['main.xsd', Buffer.from(main)],
    ['types.xsd', Buffer.from(TYPES)],
  ]),
});

const judgeOf = (schema: Schema): XsdJudge => {
  const made = xsdJudge(schema);
  if (!made.ok) throw new Error(made.message);
  return made.judge;
};

const judged = (judge: XsdJudge, xml: string) => {
  const parsed = parseTree(xml);
  if (!parsed.ok) throw new Error(parsed.message);
  try {
    return judge(parsed.tree, placesIn(parseXmlDocument(xml)));
  } finally {
    parsed.tree.dispose();
  }
};

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const root = (content: string) => `<root xmlns="urn:n" ${XSI}>${content}</root>`;
const group = (content: string) => root(`<code>1</code><group id="1">${content}</group>`);

describe('what the schema has against a document, in plain words and without its values', () => {
  const judge = judgeOf(schemaOf('words'));
  const GROUP = '/*:root[1]/*:group[1]';

  test.each([
    ['nothing', group('<letters>AB</letters><date xsi:nil="true"/>'), []],
    [
      'a code',
      root('<code>Smith</code>'),
      [['enumeration', '/*:root[1]/*:code[1]', 'code is not one of the codes allowed.']],
    ],
    [
      'a pattern',
      group("<letters>Smith's 'x' by the pattern 'y'.</letters>"),
      [['pattern', `${GROUP}/*:letters[1]`, 'letters does not have the form [A-Z]+.']],
    ],
    [
      'a very long value',
      group(`<letters>${'a'.repeat(500_000)}</letters>`),
      [['pattern', `${GROUP}/*:letters[1]`, 'letters does not have the form that is asked for.']],
    ],
    [
      'a value that is made to be looked through for ever',
      group(`<date>${"[facet 'pattern'] ".repeat(200_000)}</date>`),
      [['schema', `${GROUP}/*:date[1]`, 'date does not fit the schema.']],
    ],
    [
      'too long',
      group('<short>Smithson</short>'),
      [['length', `${GROUP}/*:short[1]`, 'short has a length of 8; maxLength is 5.']],
    ],
    [
      'too short',
      group('<short>S</short>'),
      [['length', `${GROUP}/*:short[1]`, 'short has a length of 1; minLength is 2.']],
    ],
    [
      'out of range',
      group('<percent>101</percent>'),
      [['range', `${GROUP}/*:percent[1]`, 'percent is out of range; maxInclusive is 100.']],
    ],
    [
      'digits',
      group('<percent>1.25</percent>'),
      [['digits', `${GROUP}/*:percent[1]`, 'percent has too many digits; fractionDigits is 1.']],
    ],
    [
      'a type',
      group('<date>Smith</date>'),
      [['type', `${GROUP}/*:date[1]`, 'date is not a value of xs:date.']],
    ],
    [
      'an element too many',
      group('<date>2026-01-01</date><letters>A</letters>'),
      [['unexpected-element', `${GROUP}/*:letters[1]`, 'letters is not expected here.']],
    ],
    [
      'another element',
      root('<group/>'),
      [['unexpected-element', GROUP, 'group is not expected here; expected: code.']],
    ],
    [
      'an element that is missing',
      root(''),
      [['missing-element', '/*:root[1]', 'root ends too early; expected: code.']],
    ],
    [
      'an attribute that is missing',
      root('<code>1</code><group/>'),
      [['missing-attribute', GROUP, 'group lacks the attribute id.']],
    ],
    [
      'an attribute too many',
      root('<code secret="Smith">1</code>'),
      [['unexpected-attribute', '/*:root[1]/*:code[1]', 'code attribute secret is not allowed.']],
    ],
    [
      "an attribute's value",
      root('<code>1</code><group id="Smith"/>'),
      [['enumeration', GROUP, 'group attribute id is not one of the codes allowed.']],
    ],
    [
      'nil that may not be',
      group('<short xsi:nil="true"/>'),
      [
        ['not-nillable', `${GROUP}/*:short[1]`, 'short may not be nil.'],
        ['length', `${GROUP}/*:short[1]`, 'short has a length of 0; minLength is 2.'],
      ],
    ],
    [
      'nil with content',
      group('<date xsi:nil="true">2026-01-01</date>'),
      [['nil-with-content', `${GROUP}/*:date[1]`, 'date is nil and has content.']],
    ],
    [
      'text between elements',
      group('Smith'),
      [['text-not-allowed', GROUP, 'group has text where only elements may be.']],
    ],
    [
      'twice the same',
      root('<code>1</code><group id="1"/><group id="1"/>'),
      [['duplicate', '/*:root[1]/*:group[2]', 'group is there twice and must be unique.']],
    ],
    [
      'an attribute and its element',
      root('<code>1</code><group id="3"><date xsi:nil="true"/></group>')
        .replace('<date', '<date x="1"')
        .replace('xsi:nil="true"/>', '>Smith</date>'),
      [
        ['enumeration', GROUP, 'group attribute id is not one of the codes allowed.'],
        ['unexpected-attribute', `${GROUP}/*:date[1]`, 'date attribute x is not allowed.'],
        ['type', `${GROUP}/*:date[1]`, 'date is not a value of xs:date.'],
      ],
    ],
    [
      'everything at once, each in its place',
      root(
        '<code>3</code><group id="1"><letters>a</letters></group><x:group xmlns:x="urn:n" id="2"><x:letters>b</x:letters></x:group>',
      ),
      [
        ['enumeration', '/*:root[1]/*:code[1]', 'code is not one of the codes allowed.'],
        ['pattern', `${GROUP}/*:letters[1]`, 'letters does not have the form [A-Z]+.'],
        ['pattern', '/*:root[1]/*:group[2]/*:letters[1]', 'letters does not have the form [A-Z]+.'],
      ],
    ],
  ])('%s', (_, xml, expected) => {
    const found = judged(judge, xml);
    expect(found.map(({ rule, location, message }) => [rule, location, message])).toStrictEqual(expected);
    expect(found.every(({ stage, severity }) => stage === 'xsd' && severity === 'FATAL')).toBe(true);
    expect(JSON.stringify(found)).not.toContain('Smith');
  });
});

describe('a schema', () => {
  test('is compiled once', () => {
    expect(judgeOf(schemaOf('once'))).toBe(judgeOf(schemaOf('once')));
    expect(judgeOf(schemaOf('once'))).not.toBe(judgeOf(schemaOf('twice')));
  });

  test('that cannot be compiled is told', () => {
    expect(xsdJudge(schemaOf('broken', '<xs:schema'))).toMatchObject({ ok: false });
    expect(xsdJudge({ key: 'absent', main: 'main.xsd', files: new Map() })).toMatchObject({ ok: false });
    expect(xsdJudge(schemaOf('dangling', MAIN.replace('type="Code"', 'type="None"')))).toMatchObject({
      ok: false,
    });
  });
});

test('nobody is asked for schemas that a document or a schema names elsewhere', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(MAIN);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const judge = judgeOf(schemaOf('network'));
  const hints = `xsi:schemaLocation="urn:n ${there}/n.xsd urn:o ${there}/o.xsd" xsi:noNamespaceSchemaLocation="file:///etc/passwd"`;
  expect(judged(judge, root('<code>1</code>').replace(XSI, `${XSI} ${hints}`))).toStrictEqual([]);
  expect(xsdJudge(schemaOf('far', MAIN.replace('types.xsd', `${there}/types.xsd`)))).toMatchObject({
    ok: false,
  });
  await new Promise((done) => server.close(done));
  expect(asked).toStrictEqual([]);
});

/** What libxml2 has of memory: its heap is seen where it writes. */
const heapBytes = (): number => {
  const document = XmlDocument.fromString('<a/>');
  let size = 0;
  document.save({
    write(bytes) {
      size = bytes.buffer.byteLength;
      return bytes.byteLength;
    },
    close: () => true,
  });
  document.dispose();
  return size;
};

test('thousands of documents, right and wrong, take no more memory than one', { timeout: 60_000 }, () => {
  const judge = judgeOf(schemaOf('memory'));
  const groups = Array.from({ length: 300 }, () => '<group id="2"><letters>a</letters></group>').join('');
  const wrong = root(`<code>1</code>${groups}`);
  const right = root(`<code>1</code><group id="1"><letters>${'A'.repeat(20_000)}</letters></group>`);
  const one = (xml: string) => {
    const parsed = parseTree(xml);
    if (!parsed.ok) throw new Error(parsed.message);
    const found = judge(parsed.tree, { of: () => '', at: () => undefined }).length;
    parsed.tree.dispose();
    return found;
  };
  expect([one(right), one(wrong)]).toStrictEqual([0, 599]);
  const before = heapBytes();
  for (let count = 0; count < 4_000; count++) one(right);
  for (let count = 0; count < 300; count++) one(wrong);
  for (let count = 0; count < 2_000; count++) parseTree('<a><b></a>');
  expect(heapBytes()).toBe(before);
});
