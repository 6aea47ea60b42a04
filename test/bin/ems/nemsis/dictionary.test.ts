import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dictionary } from '../../../../schemas/nemsis/dictionary.ts';
import { RELEASES } from '../../../../schemas/nemsis/releases.ts';
import { nemsisMaterial, withMaterial } from '../../../nemsis-material.ts';
import { ran } from '../captured-io.ts';
import { declared, NV, type Published, publish, TYPES, UNIT } from './published-schemas.ts';

const FIRST = declared({ number: 'eOne.01', national: true, rest: 'nillable="true"', attributes: NV });
const SECOND = declared({ number: 'eOne.02', rest: 'minOccurs="0" maxOccurs="unbounded"', attributes: UNIT });
const GOOD: Published = { whole: FIRST + SECOND, national: FIRST };

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nemsis-'));
});

afterEach(() => rm(folder, { recursive: true }));

const build = (release = '9.9.9', from = folder) =>
  ran(['nemsis', 'dictionary', from, '--release', release, '--out', join(folder, 'out')]);

const built = async (file: string) => readFile(join(folder, 'out', file), 'utf8');

describe('ems nemsis dictionary', () => {
  it('writes what the published schemas say', async () => {
    await publish(folder, GOOD);
    const { exitCode, out } = await build();
    expect([exitCode, out]).toStrictEqual([
      0,
      ['ems', 'dem'].map((kind) => `${join(folder, 'out', '9.9.9', `${kind}.json`)} is written\n`).join(''),
    ]);
    const usual = { usage: 'Required', state: true, deprecated: undefined };
    expect(Dictionary.parse(JSON.parse(await built('9.9.9/ems.json')))).toEqual({
      release: '9.9.9',
      kind: 'EMS',
      root: {
        group: 'EMSDataSet',
        min: 1,
        max: 1,
        attributes: [],
        children: [
          {
            group: 'EMSSection',
            min: 1,
            attributes: [{ name: 'UUID', type: 'xs:string', required: true }],
            children: [
              {
                ...usual,
                element: 'eOne.01',
                name: 'Name of eOne.01',
                national: true,
                min: 1,
                max: 1,
                nillable: true,
                type: 'Colour',
                nv: ['7701001'],
                pn: [],
                attributes: [],
              },
              {
                ...usual,
                element: 'eOne.02',
                name: 'Name of eOne.02',
                national: false,
                min: 0,
                nillable: false,
                type: 'Colour',
                nv: [],
                pn: [],
                attributes: [{ name: 'Unit', type: 'eOne.02.Unit', required: true }],
              },
            ],
          },
        ],
      },
      types: {
        Colour: { base: 'xs:string', codes: 'Colour' },
        Number: { base: 'xs:decimal', minInclusive: '0.5', fractionDigits: 1 },
        'eOne.02.Unit': { anyOf: ['Number', 'eOne.02.Unit.2'] },
        'eOne.02.Unit.2': { base: 'xs:string', patterns: ['[a-z]+'] },
      },
      lists: {
        Colour: [
          ['1001', 'Red'],
          ['1003', 'Dark Blue'],
        ],
        NV: [['7701001', 'Not Applicable']],
        PN: [],
      },
    });
  });

  it.each<[string, Published, string]>([
    [
      'a subset that is not what the flags say',
      { ...GOOD, national: FIRST + SECOND.replace('>Yes</state>', '>No</state>') },
      'The national subset of EMSDataSet_v3.xsd is not what the flags of the whole data set say.',
    ],
    [
      'a construct without a form',
      { ...GOOD, whole: `<xs:choice>${FIRST}</xs:choice>` },
      'The dictionary has no form for <xs:choice> in <xs:sequence> in <xs:complexType name="Section">.',
    ],
    [
      'a restriction of what is complex',
      { ...GOOD, whole: FIRST.replaceAll('xs:extension', 'xs:restriction') },
      'The dictionary has no form for <xs:restriction>',
    ],
    [
      'a group without a sequence',
      { ...GOOD, whole: '<xs:element name="eOne"><xs:complexType><xs:all/></xs:complexType></xs:element>' },
      'The dictionary has no form for <xs:complexType> in <xs:element name="eOne">.',
    ],
    [
      'an element that says nothing of itself',
      { ...GOOD, whole: '<xs:element name="eOne.03" type="Colour"/>' },
      '<xs:element name="eOne.03"> says nothing of itself (nemsisTacDoc).',
    ],
    [
      'an element of a usage nobody knows',
      { ...GOOD, whole: FIRST.replace('>Required<', '>Perhaps<') },
      '<xs:element name="eOne.01"> is not told as it should be',
    ],
    [
      'an unknown type',
      { ...GOOD, whole: FIRST.replace('base="Colour"', 'base="Taste"') },
      'There is no simple type of the name Taste.',
    ],
    [
      'an unknown facet',
      { ...GOOD, types: TYPES.replaceAll('xs:minInclusive', 'xs:minExclusive') },
      'The type Number is none the dictionary has a form for',
    ],
    [
      'an unknown built-in type',
      { ...GOOD, types: TYPES.replaceAll('xs:decimal', 'xs:float') },
      'The type Number is none the dictionary has a form for',
    ],
    [
      'a list type',
      {
        ...GOOD,
        types: TYPES.replace(
          /<xs:restriction base="xs:decimal">.*<\/xs:restriction>/,
          '<xs:list itemType="xs:string"/>',
        ),
      },
      'The dictionary has no form for <xs:list> in <xs:simpleType name="Number">.',
    ],
    [
      'a pattern that is not understood',
      { ...GOOD, whole: FIRST + SECOND.replace('[a-z]+', '\\i+') },
      'error: The pattern \\i+ has what',
    ],
    [
      'another declaration at the top',
      { ...GOOD, types: `${TYPES}<xs:group name="eOne"/>` },
      'The dictionary has no form for <xs:group name="eOne">.',
    ],
    ['something that is not XML', { ...GOOD, types: '<' }, 'common.xsd cannot be read'],
    [
      'something that is not XML Schema',
      { ...GOOD, types: '<p xmlns="urn:x"/>' },
      '<p> in <xs:schema> is not XML Schema.',
    ],
    [
      'a type of no kind',
      {
        ...GOOD,
        whole:
          FIRST +
          SECOND.replace('memberTypes="Number"', '').replace('<xs:union >', '<xs:union><xs:simpleType/>'),
      },
      '<xs:simpleType> in <xs:union>',
    ],
    [
      'an attribute without a name',
      { ...GOOD, whole: SECOND.replace('name="Unit"', '') },
      '<xs:attribute> in <xs:extension> in <xs:simpleContent> in <xs:complexType> in <xs:element name="eOne.02"> has no attribute "name".',
    ],
  ])('refuses %s, and writes nothing', async (_what, published, problem) => {
    await publish(folder, published);
    const { exitCode, err } = await build();
    expect(err).toContain(problem);
    expect(exitCode).toBe(1);
    await expect(built('9.9.9/ems.json')).rejects.toThrow('ENOENT');
  });

  it('refuses a folder without schemas, and one that is not there', async () => {
    expect((await build()).err).toContain('There are 0 files EMSDataSet_v3.xsd');
    expect((await build('9.9.9', join(folder, 'none'))).err).toContain('none cannot be read');
  });

  it('refuses what is no release', async () => {
    await publish(folder, GOOD);
    expect(await build('../x')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--release') });
  });

  it('refuses a place that is no folder', async () => {
    await publish(folder, GOOD);
    await writeFile(join(folder, 'out'), '');
    const { exitCode, err } = await build();
    expect([exitCode, err]).toStrictEqual([
      2,
      expect.stringContaining('is no folder that can be written into'),
    ]);
  });

  it.skipIf(!nemsisMaterial).each(RELEASES)(
    withMaterial('writes what is committed of %s'),
    async (release) => {
      const { exitCode } = await build(release, join(nemsisMaterial ?? '', 'official/XSDs'));
      expect(exitCode).toBe(0);
      for (const kind of ['ems', 'dem']) {
        const committed = new URL(`../../../../schemas/nemsis/${release}/${kind}.json`, import.meta.url);
        expect(await built(`${release}/${kind}.json`)).toBe(await readFile(committed, 'utf8'));
      }
    },
  );
});
