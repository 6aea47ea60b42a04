import fc from 'fast-check';
import { type Document, type Element, parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { judgedByProfile } from '../../../../adapters/nemsis-xml/judged-by-profile.ts';
import { placesIn } from '../../../../adapters/nemsis-xml/places.ts';
import { OWN_JUDGES } from '../../../../bin/ems/nemsis/own-judges.ts';
import { exportDataSet } from '../../../../domain/nemsis/export-data-set.ts';
import type { DataSetKind } from '../../../../schemas/nemsis/data-set-kind.ts';
import { blocks, Finding } from '../../../../schemas/nemsis/finding.ts';
import { NEWEST_RELEASE } from '../../../../schemas/nemsis/releases.ts';
import { AGENCY, MANDATORY, OPEN } from '../../../functions/exports/export-world.ts';
import { chartOf } from '../../../nemsis/chart.ts';
import { DEM, EMS } from '../../../nemsis/dictionaries.ts';
import {
  OFFICIAL_DEMOGRAPHICS,
  OFFICIAL_FILES,
  officialText,
  titled,
} from '../../../nemsis/official-files.ts';
import { validDemographics, validReport } from '../../../nemsis/valid-files.ts';
import { nemsisMaterial } from '../../../nemsis-material.ts';

const profileOf = (kind: DataSetKind, release?: string) => {
  const profile = OWN_JUDGES.profile?.(kind, release);
  if (!profile) throw new Error(`There is no profile of ${kind}.`);
  return profile;
};

const judged = (kind: DataSetKind, document: Document) =>
  profileOf(kind).judge({ kind, text: '', document, places: placesIn(document) });
const judgedText = (kind: DataSetKind, text: string) => judged(kind, parseXmlDocument(text));

describe('the profile of a file', () => {
  it('has against what was exported what it had against the export', () => {
    const { facts } = AGENCY;
    if (!facts) throw new Error('The sample agency has not said who it is.');
    const software = { creator: 'Somebody', name: 'Elsewhere', version: '2' };
    const chart = chartOf([OPEN, MANDATORY]);
    const { gaps } = exportDataSet({ kind: 'full', chart, agency: facts, software }, EMS);
    expect(judgedText('EMS', validReport('R-1'))).toStrictEqual(gaps);
  });

  it('blocks neither a valid report nor valid demographic data', () => {
    expect(judgedText('EMS', validReport('R-1')).filter(blocks)).toStrictEqual([]);
    expect(judgedText('DEM', validDemographics()).filter(blocks)).toStrictEqual([]);
  });

  it('is by the release that the file names, or by the newest', () => {
    expect(profileOf('EMS', NEWEST_RELEASE).by).toStrictEqual(judgedByProfile(EMS));
    expect(profileOf('DEM', '3.5.0').by).toStrictEqual(judgedByProfile(DEM));
  });

  it('says nothing of what is no data set', () => {
    expect(judgedText('EMS', '<a/>')).toStrictEqual([]);
  });

  const HURTS: Record<string, (element: Element, other: Element) => void> = {
    remove: (element) => element.remove(),
    repeat: (element) => element.after(element.cloneNode(true)),
    nest: (element, other) => other.appendChild(element.cloneNode(true)),
    empty: (element) => element.replaceChildren(),
    swap: (element, other) => element.replaceWith(other.cloneNode(true)),
  };
  const hurt = fc.record({ how: fc.constantFrom(...Object.keys(HURTS)), one: fc.nat(), other: fc.nat() });

  it.each<[DataSetKind, string]>([
    ['EMS', validReport('R-1')],
    ['DEM', validDemographics()],
  ])('of %s never fails, however the file breaks the schema', (kind, text) => {
    fc.assert(
      fc.property(fc.array(hurt, { minLength: 1, maxLength: 12 }), (hurts) => {
        const document = parseXmlDocument(text);
        for (const { how, one, other } of hurts) {
          const all = document.getElementsByTagName('*').slice(1);
          const [element, at] = [all[one % all.length], all[other % all.length]];
          if (element && at) HURTS[how]?.(element, at);
        }
        expect(
          Finding.array()
            .parse(judged(kind, document))
            .every(({ stage }) => stage === 'profile'),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe.skipIf(nemsisMaterial === undefined)('the profile of the published files', () => {
  it.each(titled(OFFICIAL_FILES))('blocks none: %s', (file) => {
    const kind = OFFICIAL_DEMOGRAPHICS.includes(file) ? 'DEM' : 'EMS';
    expect(judgedText(kind, officialText(file)).filter(blocks)).toStrictEqual([]);
  });
});
