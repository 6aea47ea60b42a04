import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import about from '../../../package.json' with { type: 'json' };
import type { Finding } from '../../../schemas/nemsis/finding.ts';
import { schemaText } from '../../../schemas/nemsis/schema-text.ts';
import { RELEASE, sampleRelease, sampleRules } from '../../adapters/nemsis-xml/packs/sample-release.ts';
import { DEM, EMS } from '../../nemsis/dictionaries.ts';
import { validDemographics, validReport } from '../../nemsis/valid-files.ts';
import { NO_MATERIAL, nemsisFile, nemsisMaterial } from '../../nemsis-material.ts';
import { ran } from './captured-io.ts';

const RECORD = '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eRecord[1]';
const DISPOSITION =
  '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eDisposition[1]/*:eDisposition.IncidentDispositionGroup[1]';

const rules = (version: string) =>
  sampleRules(version).replace("!= '2'", "!= '222'").replace('be 2', 'be 222');

/** The sample release with schemas of the whole standard. */
const release = () =>
  sampleRelease()
    .set('Schematron/rules/EMSDataSet.sch', Buffer.from(rules(RELEASE)))
    .set('XSDs/NEMSIS_EMS_XSDs/EMSDataSet_v3.xsd', Buffer.from(schemaText(EMS)))
    .set('XSDs/NEMSIS_DEM_XSDs/DEMDataSet_v3.xsd', Buffer.from(schemaText(DEM)));

let folder = '';
const at = (name: string) => join(folder, name);
/** What is told of files, without what the profile merely warns of. */
const told = (text: string) =>
  text
    .split('\n')
    .filter((line, n, all) => line !== '' && !isGap(line) && !(PLACE.test(line) && isGap(all[n - 1])));
const PLACE = /^ {6}/;
const isGap = (line = '') => /^ {2}WARNING (not-recorded|recommended):/.test(line);
const lines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nemsis-check-'));
  const files = {
    'good.xml': validReport('111'),
    'warned.xml': validReport('222'),
    'bad.xml': validReport('111')
      .replace('<eRecord.01>', '<eRecord.01>111</eRecord.01><eRecord.01>')
      .replace(/<eDisposition.27>[^<]*/, '<eDisposition.27>Smith'),
    'agency.xml': validDemographics(),
    'strange.xml': '<EMSDataSet xmlns="http://www.nemsis.org"><eRecord.01>222</eRecord.01></EMSDataSet>',
    'bomb.xml': '<!DOCTYPE a [<!ENTITY a "b">]><a/>',
    'further.sch': rules('mine').replace("!= '222'", "!= '111'").replace('[WARNING]', '[ERROR]'),
    'foreign.sch': sampleRules('x').replace(
      '<sch:pattern',
      '<xsl:function xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/><sch:pattern',
    ),
    'release.zip': zipSync(Object.fromEntries(release())),
    'not.zip': 'x',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(at(name), content);
  for (const [path, bytes] of sampleRelease()) {
    mkdirSync(dirname(at(join('release', path))), { recursive: true });
    writeFileSync(at(join('release', path)), bytes);
  }
  expect((await ran(['nemsis', 'pack', at('release.zip'), '--packs', at('packs')])).exitCode).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (files: readonly string[], ...options: string[]) =>
  ran(['nemsis', 'check', ...files.map(at), '--packs', at('packs'), ...options]);

describe('ems nemsis check', () => {
  test('files that may be sent, EMS and DEM by their root', async () => {
    const { exitCode, out, err } = await check(['good.xml', 'warned.xml', 'agency.xml']);
    expect(exitCode).toBe(0);
    expect(told(out)).toStrictEqual([
      `${at('good.xml')}: valid (0 FATAL, 0 ERROR, 162 WARNING)`,
      `${at('warned.xml')}: valid (0 FATAL, 0 ERROR, 163 WARNING)`,
      '  WARNING first: eRecord.01 should not be 222.',
      `      ${RECORD.replaceAll('*:', '')}/eRecord.01[1]`,
      `${at('agency.xml')}: valid (0 FATAL, 0 ERROR, 9 WARNING)`,
      '  WARNING no-rules: No official rules are installed: judged by schema and profile alone.',
    ]);
    expect(err).toBe(
      [
        `judged by xsd ems ${RELEASE}, schematron emsdataset ${RELEASE}, profile completeness ${RELEASE}+${about.version}:\n`,
        `judged by xsd dem ${RELEASE}, profile completeness ${RELEASE}+${about.version}:\n`,
      ].join(''),
    );
  });

  test('for machines: one object a file, with exactly these fields', async () => {
    const { exitCode, out } = await check(['bad.xml', 'good.xml'], '--json');
    expect(exitCode).toBe(1);
    const [bad, good] = lines(out);
    expect([bad, good].map((each) => Object.keys(each))).toStrictEqual([
      ['file', 'valid', 'findings'],
      ['file', 'valid', 'findings'],
    ]);
    expect([bad.file, bad.valid, good.file, good.valid]).toStrictEqual([
      ...[at('bad.xml'), false, at('good.xml'), true],
    ]);
    const severe = bad.findings.filter(({ severity }: Finding) => severity !== 'WARNING');
    expect(severe).toStrictEqual([
      {
        stage: 'xsd',
        rule: 'unexpected-element',
        severity: 'FATAL',
        element: 'eRecord.01',
        location: `${RECORD}/*:eRecord.01[2]`,
        message: 'eRecord.01 is not expected here; expected: eRecord.SoftwareApplicationGroup.',
      },
      {
        stage: 'xsd',
        rule: 'enumeration',
        severity: 'FATAL',
        element: 'eDisposition.27',
        location: `${DISPOSITION}/*:eDisposition.27[1]`,
        message: 'eDisposition.27 is not one of the codes allowed.',
      },
      {
        stage: 'schematron',
        rule: 'one',
        severity: 'ERROR',
        element: 'eRecord.01',
        location: `${RECORD}/*:eRecord.01[2]`,
        message: 'There should be one eRecord.01.',
      },
      {
        stage: 'profile',
        rule: 'too-many',
        severity: 'ERROR',
        element: 'eRecord.01',
        location: `${RECORD}/*:eRecord.01[2]`,
        message: 'eRecord must have at most 1 eRecord.01.',
      },
      {
        stage: 'profile',
        rule: 'code',
        severity: 'ERROR',
        element: 'eDisposition.27',
        location: `${DISPOSITION}/*:eDisposition.27[1]`,
        message: 'eDisposition.27 must be a code of the list UnitDisposition.',
      },
    ]);
    expect(good.findings).toContainEqual({
      stage: 'profile',
      rule: 'not-recorded',
      severity: 'WARNING',
      element: 'eTimes.01',
      location: '/*:EMSDataSet[1]/*:Header[1]/*:PatientCareReport[1]/*:eTimes[1]',
      message:
        'eTimes.01 PSAP Call Date/Time is required, and nothing was recorded; it is sent as not recorded.',
    });
    expect(out).not.toContain('Smith');
  });

  test('further rules', async () => {
    const { exitCode, out } = await check(
      ['good.xml'],
      '--rules',
      at('further.sch'),
      '--rules',
      at('further.sch'),
      '--json',
    );
    expect(exitCode).toBe(1);
    const { findings } = lines(out)[0];
    expect(findings.filter(({ stage }: Finding) => stage === 'schematron')).toHaveLength(2);
  });

  test('a file that cannot be read keeps the others from nothing', async () => {
    const { exitCode, out, err } = await check(['none.xml', 'bomb.xml', 'good.xml'], '--json');
    expect(exitCode).toBe(1);
    expect(lines(out).map(({ file, valid, findings }) => [file, valid, findings[0]?.rule])).toStrictEqual([
      [at('bomb.xml'), false, 'document-type'],
      [at('good.xml'), true, 'not-recorded'],
    ]);
    expect(err).toContain(`error: ${at('none.xml')} cannot be read\n`);
    expect(err).toContain('1 file is not valid. 1 file could not be read.');
  });

  test('a file that is nothing like the schema is judged by rules and profile all the same', async () => {
    const { exitCode, out } = await check(['strange.xml'], '--json');
    expect(exitCode).toBe(1);
    const stages = lines(out)[0].findings.map(({ stage, rule }: Finding) => `${stage} ${rule}`);
    expect([...new Set(stages)]).toStrictEqual([
      'xsd unexpected-element',
      'schematron first',
      'profile missing',
      'profile missing-attribute',
      'profile recommended',
      'profile not-recorded',
    ]);
  });

  test.each([
    ['no file', [], "missing required argument 'file'"],
    ['no rules there', ['x.xml', '--rules', '/none.sch'], 'The file of rules /none.sch cannot be read.'],
    ['no packs there', ['x.xml', '--packs', '/none'], 'There is no folder of packs at /none.'],
    ['no state', ['x.xml', '--state', 'Connecticut'], '--state: must be two capital letters, as CT'],
    ['no option', ['x.xml', '--jsn'], "unknown option '--jsn'"],
  ])('asked for wrongly: %s', async (_, args, says) => {
    const { exitCode, out, err } = await ran(['nemsis', 'check', ...args]);
    expect([exitCode, out]).toStrictEqual([2, '']);
    expect(err).toContain(says);
  });

  test('rules that cannot be run are refused with their places, and nothing is judged', async () => {
    const { exitCode, out, err } = await check(['good.xml'], '--rules', at('foreign.sch'));
    expect([exitCode, out]).toStrictEqual([2, '']);
    expect(err).toContain('/*:schema[1]/*:function[1]: xsl:function in schema');
  });

  test('a pack that was changed is told', async () => {
    await ran(['nemsis', 'pack', at('release'), '--packs', at('changed')]);
    writeFileSync(join(at('changed'), `${RELEASE}_schema_ems_US_${RELEASE}`, 'commonTypes_v3.xsd'), 'x');
    const { exitCode, err } = await ran(['nemsis', 'check', at('good.xml'), '--packs', at('changed')]);
    expect(exitCode).toBe(1);
    expect(err).toContain('install the pack again');
    expect(err).not.toContain('fault of this command');
  });
});

describe('ems nemsis pack', () => {
  test('into what is no folder is told, and nothing is written', async () => {
    const { exitCode, err } = await ran(['nemsis', 'pack', at('release'), '--packs', at('good.xml')]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`${at('good.xml')} is no folder that can be written into (EEXIST).`);
  });

  test('a folder, and once more', async () => {
    const install = () =>
      ran(['nemsis', 'pack', at('release'), '--packs', at('twice'), '--state', 'CT', '--json']);
    const first = await install();
    expect(first.exitCode).toBe(0);
    expect(lines(first.out).map(({ id, put }) => [id, put])).toStrictEqual([
      [`${RELEASE}_schema_dem_CT_${RELEASE}`, 'stored'],
      [`${RELEASE}_schema_ems_CT_${RELEASE}`, 'stored'],
      [`${RELEASE}_schema_ems-national_CT_${RELEASE}`, 'stored'],
      [`${RELEASE}_rules_emsdataset_CT_${RELEASE}`, 'stored'],
    ]);
    expect(first.err).toContain('left out, being a sample: Schematron/DevelopmentKit/rules/Sample.sch');
    expect(lines((await install()).out).every(({ put }) => put === 'there')).toBe(true);
  });

  test.each([
    [['/none'], 2, '/none cannot be read as a release.'],
    [['not.zip'], 1, 'The file cannot be read as a zip file.'],
    [['release.zip', '--release', 'newest'], 2, '--release: a release, as 3.5.1.250403CP1'],
  ])('%j', async ([source = '', ...options], code, says) => {
    const { exitCode, err } = await ran([
      'nemsis',
      'pack',
      source.startsWith('/') ? source : at(source),
      '--packs',
      at('none'),
      ...options,
    ]);
    expect(exitCode).toBe(code);
    expect(err).toContain(says);
  });
});

describe.skipIf(!nemsisMaterial)(
  `the official release (${nemsisMaterial ? 'as published' : NO_MATERIAL})`,
  () => {
    test('judges the certification cases as valid, and tells what is wrong with one that was changed', {
      timeout: 120_000,
    }, async () => {
      const packs = ['--packs', at('official')];
      expect((await ran(['nemsis', 'pack', nemsisFile('official'), ...packs])).exitCode).toBe(0);
      const cases = ['2025-EMS-1-Overdose', '2025-EMS-2-Suicide', '2025-EMS-3-MVC', '2025-DEM-1'].flatMap(
        (name) =>
          ['full', 'national'].map((part) =>
            nemsisFile('official', 'Compliance', 'Pre-Testing', 'xml', part, `${name}_v351.xml`),
          ),
      );
      const { exitCode, out } = await ran(['nemsis', 'check', ...cases, '--json', ...packs]);
      expect(lines(out).map(({ valid }) => valid)).toStrictEqual(cases.map(() => true));
      expect(exitCode).toBe(0);
    });
  },
);
