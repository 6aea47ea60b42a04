import { describe, expect, test } from 'vitest';
import { type Asked, type GateParts, gateOf } from '../../../adapters/nemsis-xml/gate.ts';
import { judgedByProfile } from '../../../adapters/nemsis-xml/judged-by-profile.ts';
import { rulesOf } from '../../../adapters/nemsis-xml/judges.ts';
import { sha256 } from '../../../adapters/nemsis-xml/packs/digest.ts';
import { memoryPackStore } from '../../../adapters/nemsis-xml/packs/memory-pack-store.ts';
import type { PackStore } from '../../../adapters/nemsis-xml/packs/pack-store.ts';
import { packsOfRelease } from '../../../adapters/nemsis-xml/packs/packs-of-release.ts';
import type { ReleaseFiles } from '../../../adapters/nemsis-xml/packs/release-files.ts';
import { UnusablePack } from '../../../adapters/nemsis-xml/packs/unusable-pack.ts';
import type { Finding, Verdict } from '../../../schemas/nemsis/finding.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { RELEASE, sampleRelease, sampleRules } from './packs/sample-release.ts';

const installed = async (...releases: ReleaseFiles[]): Promise<PackStore> => {
  const store = memoryPackStore();
  for (const files of releases) {
    const read = packsOfRelease(files, {});
    if (!read.ok) throw new Error(read.problems.join());
    for (const pack of read.packs) await store.put(pack);
  }
  return store;
};

const opened = (packs: PackStore, more: Partial<GateParts> = {}) =>
  gateOf({ packs, own: {}, now: () => new Date('2026-03-01T12:00:00Z'), elapsed: () => 0, ...more });

const says = (release: string) =>
  `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.nemsis.org https://nemsis.org/media/nemsis_v3/${release}/XSDs/NEMSIS_XSDs/EMSDataSet_v3.xsd"`;
const ems = (content: string, more = '') =>
  Buffer.from(`<EMSDataSet xmlns="http://www.nemsis.org" ${more}>${content}</EMSDataSet>`);
const code = (value: string) => `<eRecord.01>${value}</eRecord.01>`;

const told = ({ valid, findings }: Verdict) => [
  valid,
  ...findings.map(({ stage, rule, severity }) => `${stage} ${rule} ${severity}`),
];

const judged = async (bytes: Uint8Array, asked?: Asked) =>
  told(await opened(await installed(sampleRelease()))(bytes, asked));

describe('the verdict', () => {
  test('valid, and who judged', async () => {
    const verdict = await opened(await installed(sampleRelease()))(ems(code('1')));
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(verdict).toStrictEqual({
      valid: true,
      findings: [],
      judgedBy: [
        { stage: 'xsd', name: 'ems', version: RELEASE, origin: 'pack', sha256 },
        { stage: 'schematron', name: 'emsdataset', version: RELEASE, origin: 'pack', sha256 },
      ],
    });
  });

  test.each([
    ['a warning does not block', code('2'), [true, 'schematron first WARNING']],
    ['an error of rules blocks', code('1').repeat(2), [false, 'schematron one ERROR']],
    [
      'what breaks the schema is judged by the rules too',
      code('3') + code('2'),
      [false, 'xsd enumeration FATAL', 'schematron one ERROR', 'schematron first WARNING'],
    ],
  ])('%s', async (_, content, expected) => {
    expect(await judged(ems(content))).toStrictEqual(expected);
  });

  test('a file that cannot be read safely', async () => {
    const verdict = await opened(await installed(sampleRelease()))(Buffer.from('<!DOCTYPE a><a/>'));
    expect(verdict).toStrictEqual({
      valid: false,
      findings: [
        {
          stage: 'xsd',
          rule: 'document-type',
          severity: 'FATAL',
          element: '',
          location: '',
          message: 'The file has a document type declaration (DOCTYPE); remove it.',
        },
      ],
      judgedBy: [],
    });
  });

  test('limits that were set', async () => {
    const gate = opened(await installed(sampleRelease()), {
      limits: { bytes: 10, nodes: 9, depth: 9, siblings: 9, attributes: 9 },
    });
    expect(told(await gate(ems(code('1'))))).toStrictEqual([false, 'xsd too-large FATAL']);
  });
});

describe('releases', () => {
  test('a file that says another one and fits all the same', async () => {
    expect(await judged(ems(code('1'), says('release-3.5.0')))).toStrictEqual([
      true,
      'xsd other-release WARNING',
    ]);
    expect(await judged(ems(code('3'), says('3.5.1.251001CP2')))).toStrictEqual([
      false,
      'xsd other-release WARNING',
      'xsd enumeration FATAL',
    ]);
  });

  test('a file that says another one and does not fit', async () => {
    const verdict = await opened(await installed(sampleRelease()))(ems(code('3'), says('release-3.5.0')));
    expect(told(verdict)).toStrictEqual([false, 'xsd wrong-version FATAL', 'xsd enumeration FATAL']);
    expect(verdict.findings[0]?.message).toBe(
      `The file says that it is of NEMSIS 3.5.0; it was judged as ${RELEASE}, which it does not fit.`,
    );
  });

  test('each is judged by its own', async () => {
    const next = sampleRelease('3.5.1.251001CP2');
    const path = 'XSDs/NEMSIS_EMS_XSDs/commonTypes_v3.xsd';
    next.set(
      path,
      Buffer.from(
        Buffer.from(next.get(path) ?? '')
          .toString()
          .replace('value="2"', 'value="3"'),
      ),
    );
    const gate = opened(await installed(sampleRelease(), next));
    const both = async (value: string) => [
      (await gate(ems(code(value), says(RELEASE)))).valid,
      (await gate(ems(code(value), says('3.5.1.251001CP2')))).valid,
      (await gate(ems(code(value)))).valid,
    ];
    expect(await both('2')).toStrictEqual([true, false, false]);
    expect(await both('3')).toStrictEqual([false, true, true]);
  });
});

describe('who judges besides packs', () => {
  const profile = (severity: Finding['severity']) => () => ({
    by: judgedByProfile(EMS),
    judge: (): Finding[] => [
      {
        stage: 'profile',
        rule: 'p',
        severity,
        element: 'eRecord.01',
        location: '',
        message: 'It is missing.',
      },
    ],
  });

  test('our profile, last', async () => {
    const store = await installed(sampleRelease());
    const verdict = async (severity: Finding['severity']) =>
      told(await opened(store, { own: { profile: profile(severity) } })(ems(code('2'))));
    expect(await verdict('WARNING')).toStrictEqual([true, 'schematron first WARNING', 'profile p WARNING']);
    expect(await verdict('ERROR')).toStrictEqual([false, 'schematron first WARNING', 'profile p ERROR']);
  });

  test('rules that were given', async () => {
    const loaded = rulesOf(Buffer.from(sampleRules('mine').replace("!= '2'", "!= '1'")));
    if (!loaded.ok) throw new Error('rules');
    const rules = [{ name: 'mine.sch', rules: loaded.rules, sha256: '' }];
    expect(await judged(ems(code('1')), { rules })).toStrictEqual([true, 'schematron first WARNING']);
  });

  test('nobody: then nothing is valid', async () => {
    expect(told(await opened(memoryPackStore())(ems(code('1'))))).toStrictEqual([
      false,
      'xsd no-schema FATAL',
      'schematron no-rules WARNING',
    ]);
  });

  test('our own schema alone, which is said', async () => {
    const text =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.nemsis.org"><xs:element name="EMSDataSet"/></xs:schema>';
    const own = { schema: () => ({ release: '3.5.1.1', text }) };
    const verdict = await opened(memoryPackStore(), { own })(ems(code('1')));
    expect(told(verdict)).toStrictEqual([true, 'xsd own-schema WARNING', 'schematron no-rules WARNING']);
    expect(verdict.judgedBy).toMatchObject([{ stage: 'xsd', origin: 'own', version: '3.5.1.1' }]);
  });
});

test('packs that are broken are told, and tried anew the next time', async () => {
  const whole = await installed(sampleRelease());
  let broken = true;
  const gate = opened({ ...whole, get: async (id) => (broken ? undefined : whole.get(id)) });
  await expect(gate(ems(code('1')))).rejects.toThrow(UnusablePack);
  broken = false;
  expect((await gate(ems(code('1')))).valid).toBe(true);
});

test('a rule of a pack that cannot be evaluated blocks the documents that need it', async () => {
  const wrong = Buffer.from(sampleRules('1').replace(". != '2'", '$nowhere'));
  const pack = {
    name: 'emsdataset',
    kind: 'rules',
    dataSet: 'EMS',
    release: RELEASE,
    version: '1',
    main: 'wrong.sch',
    files: { 'wrong.sch': sha256(wrong) },
  } as const;
  const text =
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.nemsis.org"><xs:element name="EMSDataSet"/></xs:schema>';
  const store = memoryPackStore();
  await store.put({ pack, files: new Map([['wrong.sch', wrong]]) });
  const gate = opened(store, { own: { schema: () => ({ release: RELEASE, text }) } });
  expect(told(await gate(ems('')))).toStrictEqual([true, 'xsd own-schema WARNING']);
  expect(told(await gate(ems(code('1'))))).toStrictEqual([
    false,
    'xsd own-schema WARNING',
    'schematron first FATAL',
  ]);
});

test('of many findings the first are told, and how many more there are', async () => {
  const text = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.nemsis.org" elementFormDefault="qualified">
    <xs:element name="EMSDataSet"><xs:complexType><xs:sequence><xs:element name="eRecord.01" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
  const own = { schema: () => ({ release: '3.5.1.1', text }) };
  const { findings } = await opened(memoryPackStore(), { own })(ems(code('x').repeat(6_000)));
  const bySchema = findings.filter(({ rule }) => rule === 'type' || rule === 'more');
  expect(bySchema).toHaveLength(5_001);
  expect(bySchema.at(-1)).toMatchObject({
    rule: 'more',
    severity: 'FATAL',
    message: 'There are 1000 more findings.',
  });
});
