import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkDataSet } from '../../../domain/nemsis/check-data-set.ts';
import { checkValue } from '../../../domain/nemsis/check-value.ts';
import type { Group } from '../../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../../schemas/nemsis/dictionary.ts';
import { indexOf, repeats } from '../../../schemas/nemsis/dictionary-index.ts';
import { dictionaryText } from '../../../schemas/nemsis/dictionary-text.ts';
import { nationalSubset } from '../../../schemas/nemsis/national-subset.ts';
import { dictionariesOf, dictionaryOf, RELEASES } from '../../../schemas/nemsis/releases.ts';
import { usedTypes } from '../../../schemas/nemsis/used-types.ts';
import { nextRelease } from './next-release.ts';
import { TINY } from './tiny-dictionary.ts';

const RELEASE = '3.5.1.250403CP1';

const known = (kind: Dictionary['kind']): Dictionary => dictionaryOf(RELEASE, kind) ?? TINY;

const countsOf = (dictionary: Dictionary) => {
  const { elements, groups } = indexOf(dictionary);
  const all = [...elements.values()].map(({ definition }) => definition);
  const lists = new Set(all.flatMap(({ type }) => dictionary.types[type]?.codes ?? []));
  const national = all.filter((each) => each.national);
  return {
    elements: elements.size,
    groups: groups.size,
    national: national.length,
    mandatory: national.filter(({ usage }) => usage === 'Mandatory').length,
    required: national.filter(({ usage }) => usage === 'Required').length,
    state: all.filter((each) => each.state).length,
    nillable: all.filter((each) => each.nillable).length,
    nv: all.filter(({ nv }) => nv.length > 0).length,
    pn: all.filter(({ pn }) => pn.length > 0).length,
    repeatingGroups: [...groups.values()].filter(({ definition }) => repeats(definition)).length,
    multiValued: all.filter(repeats).length,
    lists: lists.size,
    codes: [...lists].reduce((sum, list) => sum + (dictionary.lists[list]?.length ?? 0), 0),
  };
};

describe('the release that is built in', () => {
  it('has all elements of the EMS data set', () => {
    expect(countsOf(known('EMS'))).toStrictEqual({
      elements: 453,
      groups: 88,
      national: 148,
      mandatory: 17,
      required: 131,
      state: 226,
      nillable: 201,
      nv: 194,
      pn: 64,
      repeatingGroups: 37,
      multiValued: 89,
      lists: 177,
      codes: 2357,
    });
  });

  it('has all elements of the DEM data set', () => {
    expect(countsOf(known('DEM'))).toMatchObject({
      elements: 157,
      groups: 36,
      national: 22,
      mandatory: 18,
      required: 4,
      lists: 37,
      codes: 520,
    });
  });

  it('knows where an element stands, and what it may be', () => {
    const placed = indexOf(known('EMS')).elements.get('eVitals.06');
    expect(placed?.path).toStrictEqual([
      'EMSDataSet',
      'Header',
      'PatientCareReport',
      'eVitals',
      'eVitals.VitalGroup',
      'eVitals.BloodPressureGroup',
    ]);
    expect(placed?.definition).toStrictEqual({
      element: 'eVitals.06',
      name: 'SBP (Systolic Blood Pressure)',
      usage: 'Required',
      national: true,
      state: true,
      min: 1,
      max: 1,
      nillable: true,
      type: 'SBP',
      nv: ['7701001', '7701003'],
      pn: ['8801005', '8801019', '8801023'],
      attributes: [],
    });
  });

  it('says which element is deprecated, and labels codes', () => {
    const { elements } = indexOf(known('EMS'));
    const deprecated = [...elements].filter(([, { definition }]) => definition.deprecated);
    expect(deprecated.map(([name]) => name)).toStrictEqual(['ePatient.13']);
    expect(known('EMS').lists['NV']).toStrictEqual([
      ['7701001', 'Not Applicable'],
      ['7701003', 'Not Recorded'],
      ['7701005', 'Not Reporting'],
    ]);
    const labels = Object.values(known('EMS').lists).flatMap((codes) => codes.map(([, label]) => label));
    expect(labels.filter((label) => label === '')).toStrictEqual([]);
  });

  it.each(['EMS', 'DEM'] as const)(
    'has the %s data with nothing that is not used, as the builder writes it',
    async (kind) => {
      const file = new URL(`../../../schemas/nemsis/${RELEASE}/${kind.toLowerCase()}.json`, import.meta.url);
      const dictionary = known(kind);
      expect(dictionaryText(dictionary)).toBe(await readFile(file, 'utf8'));
      expect(usedTypes(dictionary, dictionary.root)).toStrictEqual({
        types: dictionary.types,
        lists: dictionary.lists,
      });
    },
  );

  it('is read once, and no other is there', () => {
    expect(RELEASES).toStrictEqual([RELEASE]);
    expect(dictionaryOf(RELEASE, 'EMS')).toBe(dictionaryOf(RELEASE, 'EMS'));
    expect(dictionaryOf('3.4.0', 'EMS')).toBeUndefined();
    expect(dictionaryOf('constructor', 'EMS')).toBeUndefined();
  });
});

describe('the national subset', () => {
  it('is what is flagged, in its groups, without correlations', () => {
    expect(countsOf(nationalSubset(known('EMS')))).toMatchObject({
      elements: 148,
      groups: 41,
      lists: 76,
      codes: 958,
    });
    expect(nationalSubset(TINY)).toStrictEqual({
      ...TINY,
      root: {
        ...TINY.root,
        children: TINY.root.children.slice(0, 2).map((child) =>
          'group' in child
            ? {
                ...child,
                children: child.children
                  .slice(0, 1)
                  .map((each) => ({ ...each, attributes: each.attributes.slice(1) })),
              }
            : child,
        ),
      },
      lists: {
        ...TINY.lists,
        PN: [
          ['8801019', 'Refused'],
          ['8801029', 'Approximate'],
        ],
      },
    });
  });
});

describe('an index', () => {
  it('refuses a dictionary that has a name twice', () => {
    const twice = {
      ...TINY,
      root: { ...TINY.root, children: [...TINY.root.children, ...TINY.root.children] },
    };
    expect(() => indexOf(twice)).toThrow('eFirst.01 is in the dictionary twice');
  });
});

describe('a second release', () => {
  const dictionaries = dictionariesOf({
    [RELEASE]: { EMS: known('EMS'), DEM: known('DEM') },
    '3.5.1.251001CP2': { EMS: nextRelease(known('EMS'), '3.5.1.251001CP2'), DEM: known('DEM') },
  });
  const [before, after] = [RELEASE, '3.5.1.251001CP2'].map((release) => dictionaries(release, 'EMS') ?? TINY);
  if (!before || !after) throw new Error('There are two releases.');

  it('judges by its own codes and elements, beside the first', () => {
    const gone = { element: 'ePatient.25', text: '9919001' };
    const added = { element: 'ePatient.99', text: 'abc' };
    const rules = (leaf: typeof gone, dictionary: Dictionary) =>
      checkValue(leaf, dictionary, '').map(({ rule }) => rule);
    expect([rules(gone, before), rules(gone, after)]).toStrictEqual([[], ['code']]);
    expect([rules(added, before), rules(added, after)]).toStrictEqual([['unknown-element'], []]);
  });

  it('demands what it demands', () => {
    const patient: Group = { group: 'EMSDataSet', children: [] };
    const missing = (dictionary: Dictionary) => {
      const root = indexOf(dictionary).groups.get('ePatient')?.definition ?? TINY.root;
      return checkDataSet({ ...patient, group: 'ePatient' }, { ...dictionary, root })
        .filter(({ rule }) => rule === 'missing')
        .map(({ element }) => element);
    };
    expect(missing(after).filter((each) => !missing(before).includes(each))).toStrictEqual(['ePatient.25']);
  });
});
