import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { choosePacks } from '../../../../adapters/nemsis-xml/packs/choose-packs.ts';
import { packsOfRelease } from '../../../../adapters/nemsis-xml/packs/packs-of-release.ts';
import { filesInFolder, filesInZip } from '../../../../adapters/nemsis-xml/packs/release-files.ts';
import { type Pack, packId } from '../../../../schemas/nemsis/pack.ts';
import { RELEASE, sampleRelease, sampleRules } from './sample-release.ts';

const paths = (read: ReturnType<typeof filesInZip>) => (read.ok ? [...read.files.keys()] : read.message);

describe('the files of a release', () => {
  test('from a zip file and from a folder: the same', async () => {
    const release = sampleRelease();
    const zipped = filesInZip(zipSync({ ...Object.fromEntries(release), 'readme.txt': strToU8('x') }));
    expect(zipped).toStrictEqual({ ok: true, files: release });
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    for (const [path, bytes] of release) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const read = await filesInFolder(folder);
    rmSync(folder, { recursive: true });
    expect(read.ok && new Map([...read.files].sort())).toStrictEqual(new Map([...release].sort()));
  });

  test.each([
    ['../out.xsd'],
    ['/etc/x.xsd'],
    ['a/../../x.xsd'],
    ['a\\..\\x.xsd'],
    ['C:/x.xsd'],
    ['../readme.txt'],
  ])('a path that leads out: %s', (path) => {
    expect(paths(filesInZip(zipSync({ 'a.xsd': strToU8('x'), [path]: strToU8('x') })))).toBe(
      'The zip file has a path that leads out of it.',
    );
  });

  test('a bomb is not unpacked', () => {
    const limit = { files: 10, bytes: 1_000_000 };
    const bomb = zipSync({ 'a.xsd': new Uint8Array(2_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(paths(filesInZip(bomb, limit))).toContain('that is no release');
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`${at}.xsd`, strToU8('')]));
    expect(paths(filesInZip(zipSync(many), limit))).toContain('that is no release');
    expect(paths(filesInZip(zipSync(many)))).toHaveLength(11);
  });

  test('a bomb that lies about its size gives no more than it says', () => {
    const honest = zipSync({ 'a.xsd': new Uint8Array(1_000_000) });
    const lying = Buffer.from(honest);
    const size = Buffer.from([0x40, 0x42, 0x0f, 0]);
    for (let at = lying.indexOf(size); at !== -1; at = lying.indexOf(size)) lying.writeUInt32LE(10, at);
    const read = filesInZip(lying);
    expect(read.ok ? (read.files.get('a.xsd')?.length ?? 0) <= 10 : read.message).toSatisfy(
      (told) => told === true || told === 'The file cannot be read as a zip file.',
    );
  });

  test('what is no zip file', () => {
    expect(paths(filesInZip(strToU8('no')))).toBe('The file cannot be read as a zip file.');
    expect(paths(filesInZip(zipSync(Object.fromEntries(sampleRelease())).slice(0, 400)))).toBe(
      'The file cannot be read as a zip file.',
    );
  });
});

const EMPTY = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>';

const idsOf = (read: ReturnType<typeof packsOfRelease>) =>
  read.ok ? read.packs.map(({ pack }) => packId(pack)) : read.problems;

describe('the packs of a release', () => {
  test('a schema for each data set with what it includes, the national subset, and rules', () => {
    const read = packsOfRelease(sampleRelease(), {});
    expect(idsOf(read)).toStrictEqual([
      `${RELEASE}_schema_ems_US_${RELEASE}`,
      `${RELEASE}_schema_dem_US_${RELEASE}`,
      `${RELEASE}_schema_ems-national_US_${RELEASE}`,
      `${RELEASE}_rules_emsdataset_US_${RELEASE}`,
    ]);
    if (!read.ok) throw new Error('read');
    expect(Object.keys(read.packs[0]?.pack.files ?? {})).toStrictEqual([
      'EMSDataSet_v3.xsd',
      'commonTypes_v3.xsd',
    ]);
    expect(read.skipped).toStrictEqual(['Schematron/DevelopmentKit/rules/Sample.sch']);
  });

  test('the national subset in a folder of any name, by what it has not', () => {
    const part = (name: string) => `<xs:include schemaLocation="${name}"/>`;
    const schemaOf = (parts: string) =>
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${parts}<xs:element name="EMSDataSet"/></xs:schema>`;
    const release = (...names: string[]) =>
      new Map(
        [
          ['EMSDataSet_v3.xsd', schemaOf(names.map(part).join(''))] as const,
          ...names.map((name) => [name, EMPTY] as const),
        ].map(([path, text]) => [path, new Uint8Array(Buffer.from(text))] as const),
      );
    const named = (...names: string[]) => idsOf(packsOfRelease(release(...names), { release: RELEASE }));
    expect(named('eRecord_v3.xsd')).toStrictEqual([`${RELEASE}_schema_ems-national_US_${RELEASE}`]);
    expect(named('eRecord_v3.xsd', 'eNarrative_v3.xsd')).toStrictEqual([
      `${RELEASE}_schema_ems_US_${RELEASE}`,
    ]);
  });

  test("a state's rules, with a version of their own", () => {
    const files = new Map([['CT_EMSDataSet.sch', Buffer.from(sampleRules(`${RELEASE} v2`))]]);
    expect(idsOf(packsOfRelease(files, { state: 'CT' }))).toStrictEqual([
      `${RELEASE}_rules_ct_emsdataset_CT_${RELEASE}-v2`,
    ]);
  });

  test('nothing is taken when one thing cannot be used, and everything is told', () => {
    const files = sampleRelease();
    files.set(
      'Schematron/rules/DEMDataSet.sch',
      Buffer.from(sampleRules(RELEASE).replace("!= '2'", '!= $two')),
    );
    files.delete('XSDs/NEMSIS_DEM_XSDs/commonTypes_v3.xsd');
    expect(idsOf(packsOfRelease(files, {}))).toStrictEqual([
      'Schematron/rules/DEMDataSet.sch: a variable that is not there (XPST0008): . != $two (assert first)',
      expect.stringMatching(/^DEMDataSet_v3\.xsd: .*commonTypes_v3/s),
    ]);
  });

  test.each([
    [
      'no release',
      new Map([['EMSDataSet_v3.xsd', Buffer.from('')]]),
      ['No file says which release this is; say it with --release.'],
    ],
    [
      'nothing',
      new Map(),
      ['There is no EMSDataSet_v3.xsd, no DEMDataSet_v3.xsd and no file of rules (.sch).'],
    ],
    [
      'rules of nobody',
      new Map([['x.sch', Buffer.from(sampleRules(RELEASE, 'any'))]]),
      ['x.sch: neither its id nor its name says whether it is for EMSDataSet or DEMDataSet'],
    ],
  ])('%s', (_, files, problems) => {
    expect(idsOf(packsOfRelease(files, {}))).toStrictEqual(problems);
  });

  test('a release that is said', () => {
    const schemas = new Map([...sampleRelease()].filter(([path]) => path.includes('_EMS_')));
    expect(idsOf(packsOfRelease(schemas, { release: '3.5.1.1' }))).toStrictEqual([
      '3.5.1.1_schema_ems_US_3.5.1.1',
    ]);
  });
});

describe('which packs judge', () => {
  const pack = (more: Partial<Pack>): Pack => ({
    name: 'ems',
    kind: 'schema',
    dataSet: 'EMS',
    release: RELEASE,
    version: RELEASE,
    main: 'x',
    files: {},
    ...more,
  });
  const NEXT = '3.5.1.251001CP2';
  const rules = (more: Partial<Pack>) => pack({ kind: 'rules', name: 'emsdataset', ...more });
  const installed = [
    pack({}),
    pack({ release: NEXT, version: NEXT }),
    pack({ name: 'ems-national' }),
    pack({ name: 'dem', dataSet: 'DEM' }),
    rules({}),
    rules({ release: NEXT, version: NEXT }),
    rules({ state: 'CT', version: 'v9' }),
    rules({ state: 'CT', version: 'v10' }),
    rules({ state: 'NY', version: 'v1' }),
  ];
  const chosen = (...[wanted]: [Parameters<typeof choosePacks>[1]]) => {
    const { schema, rules: found } = choosePacks(installed, wanted);
    return [schema && packId(schema), ...found.map((each) => `${each.state ?? 'US'} ${each.version}`)];
  };

  test('the newest, and the newest rules of all states', () => {
    expect(chosen({ kind: 'EMS' })).toStrictEqual([
      `${NEXT}_schema_ems_US_${NEXT}`,
      `US ${NEXT}`,
      'CT v10',
      'NY v1',
    ]);
  });

  test('those of the release that the data set says, and of one state', () => {
    expect(chosen({ kind: 'EMS', release: RELEASE, state: 'NY' })).toStrictEqual([
      `${RELEASE}_schema_ems_US_${RELEASE}`,
      `US ${RELEASE}`,
      'NY v1',
    ]);
  });

  test('the newest for a release that is not there', () => {
    expect(chosen({ kind: 'EMS', release: '3.5.0', state: 'VT' })).toStrictEqual([
      `${NEXT}_schema_ems_US_${NEXT}`,
      `US ${NEXT}`,
    ]);
  });

  test('the national subset, and data sets without rules', () => {
    expect(chosen({ kind: 'EMS', national: true, state: 'VT' })[0]).toBe(
      `${RELEASE}_schema_ems-national_US_${RELEASE}`,
    );
    expect(chosen({ kind: 'DEM' })).toStrictEqual([`${RELEASE}_schema_dem_US_${RELEASE}`]);
    expect(choosePacks([], { kind: 'DEM' })).toStrictEqual({ rules: [] });
  });
});
