import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { loadRules, openRules } from '../../../../adapters/nemsis-xml/schematron/load-rules.ts';
import { NO_MATERIAL, nemsisFile, nemsisMaterial } from '../../../nemsis-material.ts';
import { foundIn, ready, rulesFrom } from './run-text.ts';

const Expected = z.record(z.string(), z.array(z.tuple([z.string(), z.string(), z.string()])));
const CASES = 131;

const rules = (...path: string[]) => readFileSync(nemsisFile('official', 'Schematron', ...path));

describe.skipIf(!nemsisMaterial)(
  `the official rules (${nemsisMaterial ? 'as published' : NO_MATERIAL})`,
  () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'schematron-cases-'));
      execFileSync('tar', ['xf', nemsisFile('schematron-cases.tar.xz'), '-C', folder]);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('all 131 cases give exactly the failed assertions of the reference validator', {
      timeout: 120_000,
    }, () => {
      const national = ready(openRules(rules('rules', 'EMSDataSet.sch')));
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.xml'),
      );
      const found = Object.fromEntries(
        files.map((name) => [
          name.split('/').at(-1),
          foundIn(national, readFileSync(join(folder, name), 'utf8')).map(({ rule, severity, location }) => [
            rule,
            `[${severity}]`,
            location,
          ]),
        ]),
      );
      const expected = Expected.parse(
        JSON.parse(readFileSync(nemsisFile('schematron-expected.json'), 'utf8')),
      );
      expect(Object.keys(found)).toHaveLength(CASES);
      expect(found).toStrictEqual(expected);
    });

    test.each([
      ['rules', 'EMSDataSet.sch'],
      ['rules', 'DEMDataSet.sch'],
      ['DevelopmentKit', 'Schematron', 'rules', 'SampleEMSDataSet.sch'],
    ])('%s %s can be run as it is', (...path) => {
      expect(loadRules(rules(...path))).toMatchObject({ ok: true });
    });

    test('a demographic data set whose UUIDs are not unique', { timeout: 60_000 }, () => {
      const national = rulesFrom(rules('rules', 'DEMDataSet.sch'));
      const file = nemsisFile('official', 'Compliance', 'Pre-Testing', 'xml', 'full', '2025-DEM-1_v351.xml');
      const xml = readFileSync(file, 'utf8');
      const uuids = [...xml.matchAll(/UUID="([^"]+)"/g)].map(([, uuid = '']) => uuid);
      const twice = xml.replace(`UUID="${uuids[3]}"`, `UUID="${uuids[4]}"`);
      const duplicates = (text: string) =>
        foundIn(national, text).filter(({ rule }) => rule === 'nemSch_d005').length;
      expect(uuids.length).toBeGreaterThan(10);
      expect([duplicates(xml), duplicates(twice)]).toStrictEqual([0, 2]);
    });
  },
);
