import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../adapters/nemsis-xml/read-xml.ts';
import { writeXml } from '../../../adapters/nemsis-xml/write-xml.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import type { DataSet } from '../../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../../schemas/nemsis/dictionary-index.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { groupArbitrary } from '../../nemsis/data-set-arbitrary.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_FILES, titled } from '../../nemsis/official-files.ts';
import { readOfficial, readText } from '../../nemsis/read.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';

const read = (text: string, dictionary: Dictionary = SMALL) => readXml(text, [dictionary]);
const again = (dataSet: DataSet, dictionary: Dictionary) => {
  const found = read(writeXml(dataSet, dictionary), dictionary);
  if (!found.ok) throw new Error(found.message);
  expect(found.left).toStrictEqual([]);
  return found.dataSet;
};

/** The text of a data set of one report with these sections. */
const file = (sections: string) =>
  `<EMSDataSet xmlns="http://www.nemsis.org" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header><PatientCareReport UUID="one">${sections}</PatientCareReport></Header></EMSDataSet>`;
const sections = (text: string) => {
  const found = read(file(text));
  if (!found.ok) throw new Error(found.message);
  return found;
};

describe('a data set is written', () => {
  it('in the order of the standard, siblings of one name as they stand', () => {
    const dataSet = report(
      group(
        'eVitals',
        group(
          'eVitals.VitalGroup',
          leaf('eVitals.16', { text: '5.3', attributes: { ETCO2Type: '3340003' } }),
          leaf('eVitals.01', { nv: '7701003' }),
        ),
      ),
      group('eHistory', leaf('eHistory.06', 'b'), leaf('eHistory.06', { text: 'a', pn: '8801013' })),
      group('eDevice'),
    );
    expect(writeXml(dataSet, SMALL)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<EMSDataSet xmlns="http://www.nemsis.org" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.nemsis.org https://nemsis.org/media/nemsis_v3/0.0.1/XSDs/NEMSIS_XSDs/EMSDataSet_v3.xsd">
 <Header>
  <PatientCareReport UUID="one">
   <eHistory>
    <eHistory.06>b</eHistory.06>
    <eHistory.06 PN="8801013">a</eHistory.06>
   </eHistory>
   <eVitals>
    <eVitals.VitalGroup>
     <eVitals.01 xsi:nil="true" NV="7701003"/>
     <eVitals.16 ETCO2Type="3340003">5.3</eVitals.16>
    </eVitals.VitalGroup>
   </eVitals>
   <eDevice/>
  </PatientCareReport>
 </Header>
</EMSDataSet>
`);
  });

  it('as the national subset, by its schema', () => {
    expect(writeXml(report(), SMALL, 'national')).toContain('/0.0.1/XSDs/NEMSIS_NAT_XSDs/EMSDataSet_v3.xsd"');
  });

  it('with what XML cannot carry replaced', () => {
    const dataSet = report(
      group(
        'eHistory',
        leaf('eHistory.06', { text: 'a\u0000\uFFFEb\uD800', attributes: { CodeType: '\u0001' } }),
      ),
    );
    expect(writeXml(dataSet, SMALL)).toContain(
      '<eHistory.06 CodeType="\uFFFD">a\uFFFD\uFFFDb\uFFFD</eHistory.06>',
    );
  });

  it('never with something in a place that it does not have', () => {
    expect(() => writeXml(report(leaf('eVitals.01', 'x')), SMALL)).toThrow(
      'eVitals.01 has no place in PatientCareReport',
    );
    expect(() => writeXml(report(group('eOld')), SMALL)).toThrow('eOld has no place in PatientCareReport');
  });
});

describe('a text is read', () => {
  it('without comments, instructions and the blanks between elements', () => {
    const { dataSet, left } = sections(
      '\n <!-- a --><?b c?>\n<eHistory>\n <eHistory.06>x<!-- y -->z<![CDATA[ & ]]></eHistory.06> </eHistory>',
    );
    expect(dataSet).toStrictEqual(report(group('eHistory', leaf('eHistory.06', 'xz & '))));
    expect(left).toStrictEqual([]);
  });

  it.each([
    ['<eHistory.06 xsi:nil="true" NV="7701003"/>', { nv: '7701003' }],
    ['<eHistory.06 xsi:nil=" 1 " PN="8801023"></eHistory.06>', { pn: '8801023' }],
    ['<eHistory.06 xsi:nil="false">x</eHistory.06>', { text: 'x' }],
    ['<eHistory.06/>', { text: '' }],
    [
      '<eHistory.06 PN="8801013" CodeType="1">x</eHistory.06>',
      { text: 'x', pn: '8801013', attributes: { CodeType: '1' } },
    ],
  ])('%s', (text, said) => {
    expect(sections(`<eHistory>${text}</eHistory>`).dataSet).toStrictEqual(
      report(group('eHistory', leaf('eHistory.06', said))),
    );
  });

  it('with the blanks around numbers and moments trimmed, and those of texts kept', () => {
    const { dataSet } = sections(
      '<eVitals><eVitals.VitalGroup><eVitals.01>\n 2024 </eVitals.01><eVitals.16> 5 </eVitals.16></eVitals.VitalGroup></eVitals><eHistory><eHistory.06> x </eHistory.06></eHistory>',
    );
    expect(dataSet).toStrictEqual(
      report(
        group('eVitals', group('eVitals.VitalGroup', leaf('eVitals.01', '2024'), leaf('eVitals.16', '5'))),
        group('eHistory', leaf('eHistory.06', ' x ')),
      ),
    );
  });

  it.each([
    [
      'an element that the standard does not have',
      '<eHistory><eHistory.99 a="b">x</eHistory.99></eHistory>',
      'eHistory',
      { what: 'element', name: 'eHistory.99', text: '<eHistory.99 a="b">x</eHistory.99>' },
      'eHistory/eHistory.99',
    ],
    [
      'an element with others in it, whatever prefixes, order, comments and blanks',
      '<eHistory><n:eOwn xmlns:n="http://www.nemsis.org" d="2" c="1"> <n:a xmlns:o="urn:o" o:b="3"/><!-- x -->\n</n:eOwn></eHistory>',
      'eHistory',
      { what: 'element', name: 'n:eOwn', text: '<eOwn c="1" d="2"><a {urn:o}b="3"></a></eOwn>' },
      'eHistory/eOwn',
    ],
    [
      'an element in the wrong group',
      '<eHistory><eVitals.01>x</eVitals.01></eHistory>',
      'eHistory',
      { what: 'element', name: 'eVitals.01', text: 'x' },
      'eHistory/eVitals.01',
    ],
    [
      'an element of another namespace',
      '<eHistory><o:eHistory.06 xmlns:o="urn:other">x</o:eHistory.06></eHistory>',
      'eHistory',
      { what: 'element', name: 'o:eHistory.06', text: '<{urn:other}eHistory.06>x</{urn:other}eHistory.06>' },
      'eHistory/eHistory.06',
    ],
    [
      'text between elements',
      '<eHistory> x <![CDATA[y]]></eHistory>',
      'eHistory',
      { what: 'text', name: 'eHistory', text: 'x' },
      'eHistory',
    ],
    [
      'an attribute of a group',
      '<eHistory a="b"/>',
      'eHistory',
      { what: 'attribute', name: 'a', text: 'b' },
      'eHistory',
    ],
    [
      'an attribute of another namespace',
      '<eHistory xsi:type="b"/>',
      'eHistory',
      { what: 'attribute', name: 'xsi:type', text: 'b' },
      'eHistory',
    ],
  ])('but never %s in silence', (_, text, name, left, at) => {
    const found = sections(text);
    expect(found.dataSet).toStrictEqual(report(group(name)));
    expect(found.left[0]).toStrictEqual({ path: `/EMSDataSet/Header/PatientCareReport/${at}`, ...left });
  });

  it('but never what is in an element, or in one that is nil, in silence', () => {
    const { dataSet, left } = sections(
      '<eHistory><eHistory.06>a<b/></eHistory.06><eHistory.06 xsi:nil="true" q="r">c</eHistory.06></eHistory>',
    );
    expect(dataSet).toStrictEqual(
      report(group('eHistory', leaf('eHistory.06', 'a'), leaf('eHistory.06', {}))),
    );
    const path = '/EMSDataSet/Header/PatientCareReport/eHistory/eHistory.06';
    expect(left).toStrictEqual([
      { path: `${path}[1]/b`, what: 'element', name: 'b', text: '' },
      { path: `${path}[2]`, what: 'text', name: 'eHistory.06', text: 'c' },
      { path: `${path}[2]`, what: 'attribute', name: 'q', text: 'r' },
    ]);
  });

  it.each([
    ['not-well-formed', '<EMSDataSet'],
    ['not-well-formed', ''],
    ['document-type', '<!DOCTYPE EMSDataSet><EMSDataSet xmlns="http://www.nemsis.org"/>'],
    ['wrong-namespace', '<EMSDataSet/>'],
    ['wrong-root', '<StateDataSet xmlns="http://www.nemsis.org"/>'],
  ])('or is refused: %s', (code, text) => {
    expect(read(text)).toMatchObject({ ok: false, code });
  });

  it('and a refusal tells nothing of the text', () => {
    const found = read('<EMSDataSet>secret<');
    expect(found.ok ? '' : found.message).toBe('At line 1, character 19, the text is not well-formed XML.');
  });
});

describe('what is written is read as it was', () => {
  it('whatever a data set of the small dictionary says', () => {
    fc.assert(
      fc.property(groupArbitrary(SMALL.root), (dataSet) => {
        expect(diff(dataSet, again(dataSet, SMALL), { dictionary: SMALL })).toStrictEqual([]);
      }),
    );
  });

  it('in any section of the standard, to the letter but for blanks that are not part of a value', () => {
    const parts = indexOf(EMS).groups.get('PatientCareReport')?.definition.children ?? [];
    const known = parts.filter((part) => 'group' in part).map(groupArbitrary);
    fc.assert(
      fc.property(fc.oneof(...known), (section) => {
        const dataSet = group(
          'EMSDataSet',
          group('Header', marked('PatientCareReport', { UUID: 'one' }, section)),
        );
        expect(diff(dataSet, again(dataSet, EMS), { dictionary: EMS })).toStrictEqual([]);
        const letters = (each: DataSet) => writeXml(each, EMS).replaceAll(/\s|&#(?:9|10|13);/g, '');
        expect(letters(again(dataSet, EMS))).toBe(letters(dataSet));
      }),
      { numRuns: 50 },
    );
  });

  it.skipIf(!nemsisMaterial).each(titled(OFFICIAL_FILES))('%s', (path) => {
    const { dataSet, dictionary, left } = readOfficial(path);
    expect(left).toStrictEqual([]);
    const written = writeXml(dataSet, dictionary);
    expect(readText(written).dataSet).toStrictEqual(dataSet);
    expect(writeXml(readText(written).dataSet, dictionary)).toBe(written);
  });
});
