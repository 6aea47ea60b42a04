import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareVerdicts } from '../../../bench/nemsis/compare-verdicts.ts';
import { dataSetTree } from '../../../bench/nemsis/data-set-tree.ts';
import { dictionaryJudge } from '../../../bench/nemsis/dictionary-judge.ts';
import { seeded } from '../../../bench/nemsis/random.ts';
import { sampleDataSet } from '../../../bench/nemsis/sample-data-set.ts';
import { publishedJudge, schemaJudge } from '../../../bench/nemsis/schema-judge.ts';
import { documentsOf, SUBJECTS } from '../../../bench/nemsis/subjects.ts';
import { readTree, writeTree } from '../../../bench/nemsis/xml-tree.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { schemaText } from '../../../schemas/nemsis/schema-text.ts';
import { nemsisMaterial, withMaterial } from '../../nemsis-material.ts';
import { nextRelease } from '../../schemas/nemsis/next-release.ts';

const TIMEOUT = 120_000;

/** Few, so that the tests are quick; the benchmark takes more. */
const TIMES = 300;
/** Fewer still: documents with everything in them that the standard knows are large. */
const TIMES_MADE_UP = 150;

const samples = (dictionary: Dictionary): string[] => {
  const random = seeded(11);
  return Array.from({ length: 6 }, () => writeTree(dataSetTree(sampleDataSet(dictionary, random))));
};

describe.each(SUBJECTS)('the schema made from the dictionary ($name)', (subject) => {
  const { dictionary } = subject;
  const ours = schemaJudge(schemaText(dictionary));

  it('accepts whatever is right, as the checks do', { timeout: TIMEOUT }, () => {
    const byChecks = dictionaryJudge(dictionary);
    for (const xml of samples(dictionary)) {
      expect(ours(xml, readTree(xml))).toBe(true);
      expect(byChecks(xml, readTree(xml))).toBe(true);
    }
  });

  it('says the same as the checks of changed documents', { timeout: TIMEOUT }, () => {
    const judges = [ours, dictionaryJudge(dictionary)] as const;
    const documents = samples(dictionary);
    const { valid, invalid, differing } = compareVerdicts({
      dictionary,
      documents,
      judges,
      times: TIMES_MADE_UP,
      seed: 12,
    });
    expect(differing).toStrictEqual([]);
    expect(Math.min(valid, invalid)).toBeGreaterThan(TIMES_MADE_UP / 10);
  });

  it.skipIf(!nemsisMaterial)(
    withMaterial('accepts every official document, and says of changed ones what the official schema says'),
    { timeout: TIMEOUT },
    () => {
      const material = nemsisMaterial ?? '';
      const theirs = publishedJudge(join(material, subject.published));
      const documents = documentsOf(subject, material);
      for (const xml of documents) {
        expect(theirs(xml, readTree(xml))).toBe(true);
        expect(ours(xml, readTree(xml))).toBe(true);
      }
      const judges = [ours, theirs] as const;
      const { valid, invalid, differing } = compareVerdicts({
        dictionary,
        documents,
        judges,
        times: TIMES,
        seed: 13,
      });
      expect(differing).toStrictEqual([]);
      expect(Math.min(valid, invalid)).toBeGreaterThan(TIMES / 10);
    },
  );
});

describe('two judges', () => {
  it('that differ are found', () => {
    for (const { dictionary } of SUBJECTS.slice(0, 1)) {
      const ours = schemaJudge(schemaText(dictionary));
      const next = schemaJudge(schemaText(nextRelease(dictionary, '3.5.1.251001CP2')));
      const documents = samples(dictionary);
      const { differing } = compareVerdicts({
        dictionary,
        documents,
        judges: [ours, next],
        times: 100,
        seed: 14,
      });
      expect(differing.length).toBeGreaterThan(0);
    }
  });
});
