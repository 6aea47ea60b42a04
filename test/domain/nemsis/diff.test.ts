import { describe, expect, it } from 'vitest';
import { CERTIFICATION_ALLOWS } from '../../../domain/nemsis/diff/allowed.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import type { DataSet, Group } from '../../../schemas/nemsis/data-set.ts';
import { group, leaf, marked, report } from '../../nemsis/build.ts';
import { SMALL } from '../../nemsis/small-dictionary.ts';

const between = (expected: DataSet, actual: DataSet) => diff(expected, actual, { dictionary: SMALL });

const vitals = (...children: Group['children']) => group('eVitals.VitalGroup', ...children);
const pressure = (systolic: string) => group('eVitals.BloodPressureGroup', leaf('eVitals.06', systolic));
const set = (at: string, systolic: string) => vitals(leaf('eVitals.01', at), pressure(systolic));
const sets = (...each: Group[]) => report(group('eVitals', ...each));
const REPORT = '/EMSDataSet/Header/PatientCareReport';

describe('two data sets that say the same', () => {
  it.each([
    [
      'date-times are instants',
      set('2024-10-07T20:20:00-04:00', '98'),
      set('2024-10-08T00:20:00.000+00:00', '98'),
    ],
    ['integers are numbers', set('', '098'), set('', '+98')],
    ['zero is zero', set('', '-0'), set('', '0')],
    ['decimals are numbers', vitals(leaf('eVitals.16', '5.30')), vitals(leaf('eVitals.16', '5.3'))],
    ['an end of zeros is no part', vitals(leaf('eVitals.16', '-5.0')), vitals(leaf('eVitals.16', ' -05 '))],
    ['blanks say nothing', vitals(leaf('eVitals.07', ' a \n b ')), vitals(leaf('eVitals.07', 'a b'))],
    [
      'a group that says nothing is none',
      set('', '1'),
      vitals(...set('', '1').children, group('eVitals.GlasgowScoreGroup')),
    ],
    [
      'a CorrelationID alone means nothing',
      marked('eVitals.VitalGroup', { CorrelationID: 'a' }, pressure('1')),
      vitals(pressure('1')),
    ],
  ])('%s', (_, one, other) => {
    expect(between(sets(one), sets(other))).toStrictEqual([]);
  });

  it('a CorrelationID without a name is nothing that other nodes point to', () => {
    const empty = (systolic: string) =>
      marked('eVitals.VitalGroup', { CorrelationID: '' }, pressure(systolic));
    expect(between(sets(empty('1'), empty('2')), sets(empty('2'), empty('1')))).toStrictEqual([]);
  });

  it('a UUID is the same in either case', () => {
    const named = (UUID: string) =>
      group('EMSDataSet', group('Header', marked('PatientCareReport', { UUID })));
    expect(between(named('AB-1'), named(' ab-1 '))).toStrictEqual([]);
    expect(between(named('AB-1'), named('ab-2'))).toHaveLength(1);
  });

  it('binary data may be broken into lines', () => {
    const bytes = (text: string) => report(group('eDevice', leaf('eDevice.05', text)));
    expect(between(bytes('QUJD\n REVG'), bytes('QUJDREVG'))).toStrictEqual([]);
  });

  it('siblings of one name may stand in any order, and names among each other', () => {
    const one = report(
      group('eVitals', set('a', '1'), set('b', '2')),
      group('eDevice', leaf('eDevice.05', 'QQ==')),
    );
    const other = report(
      group('eDevice', leaf('eDevice.05', 'QQ==')),
      group('eVitals', set('b', '2'), set('a', '1')),
    );
    expect(between(one, other)).toStrictEqual([]);
  });

  it('what is equal twice must be there twice', () => {
    expect(between(sets(set('a', '1'), set('a', '1')), sets(set('a', '1')))).toStrictEqual([
      {
        path: `${REPORT}/eVitals/eVitals.VitalGroup[2]`,
        element: 'eVitals.VitalGroup',
        kind: 'missing',
        expected: 'eVitals.01: a, eVitals.06: 1',
      },
    ]);
  });
});

describe('differences', () => {
  const at = `${REPORT}/eVitals/eVitals.VitalGroup`;

  it.each([
    ['another value', leaf('eVitals.06', '98'), leaf('eVitals.06', '99'), '98', '99'],
    ['not a number is a text', leaf('eVitals.06', '98'), leaf('eVitals.06', '98a'), '98', '98a'],
    [
      'a reason instead of a value',
      leaf('eVitals.06', '98'),
      leaf('eVitals.06', { nv: '7701003' }),
      '98',
      'NV 7701003',
    ],
    [
      'another reason',
      leaf('eVitals.06', { nv: '7701001' }),
      leaf('eVitals.06', { pn: '8801023' }),
      'NV 7701001',
      'PN 8801023',
    ],
    [
      'a value that is negated',
      leaf('eVitals.06', '98'),
      leaf('eVitals.06', { text: '98', pn: '8801005' }),
      '98',
      '98 PN 8801005',
    ],
    ['nil without a reason', leaf('eVitals.06', ''), leaf('eVitals.06', {}), '', 'nil'],
  ])('%s', (_, one, other, expected, actual) => {
    const inside = (child: typeof one) => sets(vitals(group('eVitals.BloodPressureGroup', child)));
    expect(between(inside(one), inside(other))).toStrictEqual([
      {
        path: `${at}/eVitals.BloodPressureGroup/eVitals.06`,
        element: 'eVitals.06',
        kind: 'differs',
        expected,
        actual,
      },
    ]);
  });

  it('a date-time that cannot be read is a text', () => {
    expect(between(sets(set('at noon', '1')), sets(set('at one', '1')))).toStrictEqual([
      {
        path: `${at}/eVitals.01`,
        element: 'eVitals.01',
        kind: 'differs',
        expected: 'at noon',
        actual: 'at one',
      },
    ]);
  });

  it('an element that is not there, and one that is too many', () => {
    const one = sets(vitals(leaf('eVitals.01', 'a'), leaf('eVitals.07', 'x')));
    const other = sets(vitals(leaf('eVitals.01', 'a'), leaf('eVitals.16', '5')));
    expect(between(one, other)).toStrictEqual([
      { path: `${at}/eVitals.07`, element: 'eVitals.07', kind: 'missing', expected: 'x' },
      { path: `${at}/eVitals.16`, element: 'eVitals.16', kind: 'extra', actual: '5' },
    ]);
  });

  it('an element that the dictionary does not know is compared as text', () => {
    expect(between(report(leaf('eOld.01', '1.0')), report(leaf('eOld.01', '1')))).toStrictEqual([
      { path: `${REPORT}/eOld.01`, element: 'eOld.01', kind: 'differs', expected: '1.0', actual: '1' },
    ]);
  });

  it('an attribute', () => {
    const etco2 = (attributes: Record<string, string> = {}) =>
      sets(vitals(leaf('eVitals.16', { text: '5.3', attributes })));
    const place = { path: `${at}/eVitals.16`, element: 'eVitals.16', kind: 'attribute' };
    expect(between(etco2({ ETCO2Type: '1' }), etco2({ ETCO2Type: '2' }))).toStrictEqual([
      { ...place, expected: 'ETCO2Type="1"', actual: 'ETCO2Type="2"' },
    ]);
    expect(between(etco2(), etco2({ ETCO2Type: '2' }))).toStrictEqual([
      { ...place, actual: 'ETCO2Type="2"' },
    ]);
    expect(between(etco2({ ETCO2Type: '1' }), etco2())).toStrictEqual([
      { ...place, expected: 'ETCO2Type="1"' },
    ]);
  });

  it('a repeated group is compared with the one most like it, and says where it stands in the expected set', () => {
    const three = [
      set('2024-10-07T20:00:00-04:00', '1'),
      set('2024-10-07T21:00:00-04:00', '2'),
      set('2024-10-07T22:00:00-04:00', '3'),
    ];
    const changed = [
      set('2024-10-07T22:00:00-04:00', '30'),
      set('2024-10-07T20:00:00-04:00', '1'),
      set('2024-10-07T21:00:00-04:00', '20'),
    ];
    const systolic = (index: number) => `${at}[${index}]/eVitals.BloodPressureGroup/eVitals.06`;
    expect(between(sets(...three), sets(...changed))).toStrictEqual([
      { path: systolic(2), element: 'eVitals.06', kind: 'differs', expected: '2', actual: '20' },
      { path: systolic(3), element: 'eVitals.06', kind: 'differs', expected: '3', actual: '30' },
    ]);
  });

  it('of very many, each is compared with the one at its place', () => {
    const many = (first: number) =>
      report(
        group(
          'eHistory',
          ...Array.from({ length: 1001 }, (_, index) => leaf('eHistory.06', String(first + index))),
        ),
      );
    const found = between(many(0), many(10_000));
    expect(found).toHaveLength(1001);
    expect(found[1000]).toMatchObject({ kind: 'differs', expected: '1000', actual: '11000' });
  });

  it('what is long is cut for people, not for the comparison', () => {
    const long = 'x'.repeat(200);
    const [found] = between(sets(set('a', `${long}1`)), sets(set('a', `${long}2`)));
    expect(found?.expected).toBe(`${'x'.repeat(99)}…`);
  });

  it('data sets of two kinds have nothing in common', () => {
    expect(between(group('EMSDataSet', leaf('dAgency.01', 'a')), group('DEMDataSet'))).toStrictEqual([
      { path: '/EMSDataSet', element: 'EMSDataSet', kind: 'missing', expected: 'dAgency.01: a' },
      { path: '/DEMDataSet', element: 'DEMDataSet', kind: 'extra', actual: '' },
    ]);
  });
});

describe('references', () => {
  const doctor = (name: string, id: string) =>
    marked('eHistory.PractitionerGroup', { CorrelationID: id }, leaf('eHistory.02', name));
  const result = (value: string, about: string) =>
    group('eCustomResults.ResultsGroup', leaf('eCustomResults.01', value), leaf('eCustomResults.03', about));
  const custom = (doctors: Group[], results: Group[]) =>
    report(group('eHistory', ...doctors), group('eCustomResults', ...results));

  it('correlation ids may have other names', () => {
    const one = custom([doctor('Roe', 'a'), doctor('Doe', 'b')], [result('x', 'a'), result('x', 'b')]);
    const other = custom([doctor('Doe', '1'), doctor('Roe', '2')], [result('x', '1'), result('x', '2')]);
    expect(between(one, other)).toStrictEqual([]);
  });

  describe('two targets that say the same', () => {
    const noted = (id: string) =>
      marked('eHistory.NoteGroup', { CorrelationID: id }, leaf('eHistory.06', 'x'));
    const of = (name: string, id: string, at = 'a') =>
      group('eHistory.PractitionerGroup', leaf('eHistory.02', name), leaf('eVitals.01', at), noted(id));

    it('are told apart by what they stand in', () => {
      const one = custom([of('Roe', 'a'), of('Doe', 'b')], [result('x', 'b'), result('x', 'a')]);
      const other = custom([of('Roe', '1'), of('Doe', '2')], [result('x', '1'), result('x', '2')]);
      expect(between(one, other)).toStrictEqual([]);
    });

    it('are told apart also where something else differs, in what they stand in or elsewhere', () => {
      const one = custom(
        [of('Roe', 'a'), of('Doe', 'b'), of('Poe', 'c')],
        [result('x', 'c'), result('x', 'b'), result('x', 'a')],
      );
      const other = custom(
        [of('Roe', '1', 'b'), of('Doe', '2'), of('Poe', '3')],
        [result('x', '1'), result('x', '2'), result('x', '3')],
      );
      expect(between(one, other)).toMatchObject([{ element: 'eVitals.01', expected: 'a', actual: 'b' }]);
    });
  });

  it('a reference to something else differs', () => {
    const one = custom([doctor('Roe', 'a'), doctor('Doe', 'b')], [result('x', 'a')]);
    const other = custom([doctor('Roe', 'a'), doctor('Doe', 'b')], [result('x', 'b')]);
    expect(between(one, other)).toStrictEqual([
      {
        path: `${REPORT}/eCustomResults/eCustomResults.ResultsGroup/eCustomResults.03`,
        element: 'eCustomResults.03',
        kind: 'differs',
        expected: 'a',
        actual: 'b',
      },
    ]);
  });

  it('a change of what is pointed to is one difference, not two', () => {
    const one = custom([doctor('Roe', 'a')], [result('x', 'a')]);
    const other = custom([doctor('Rowe', 'a')], [result('x', 'a')]);
    expect(between(one, other)).toHaveLength(1);
  });

  it('references to nothing are alike, and differ from references to something', () => {
    const one = custom([doctor('Roe', 'a')], [result('x', 'gone')]);
    expect(between(one, custom([doctor('Roe', 'a')], [result('x', 'lost')]))).toStrictEqual([]);
    expect(between(one, custom([doctor('Roe', 'a')], [result('x', 'a')]))).toHaveLength(1);
  });

  it('a reference with a reason instead is a difference of what is said', () => {
    const nil = group(
      'eCustomResults.ResultsGroup',
      leaf('eCustomResults.01', 'x'),
      leaf('eCustomResults.03', { nv: '1' }),
    );
    expect(
      between(custom([doctor('Roe', 'a')], [result('x', 'a')]), custom([doctor('Roe', 'a')], [nil])),
    ).toMatchObject([{ element: 'eCustomResults.03', kind: 'differs', expected: 'a', actual: 'NV 1' }]);
  });

  it('an attribute may be the reference', () => {
    const airway = (about?: string) =>
      report(
        group('eHistory', doctor('Roe', 'a'), doctor('Doe', 'b')),
        group(
          'eAirway',
          marked(
            'eAirway.ConfirmationGroup',
            about ? { ProcedureGroupCorrelationID: about } : {},
            leaf('eAirway.05', '20'),
          ),
        ),
      );
    const place = {
      path: `${REPORT}/eAirway/eAirway.ConfirmationGroup`,
      element: 'eAirway.ConfirmationGroup',
    };
    expect(between(airway('a'), airway('b'))).toStrictEqual([
      { ...place, kind: 'attribute', expected: 'a', actual: 'b' },
    ]);
    expect(between(airway('a'), airway())).toStrictEqual([
      { ...place, kind: 'attribute', expected: 'a', actual: '' },
    ]);
    expect(between(airway(), airway())).toStrictEqual([]);
  });
});

describe('what certification allows to differ', () => {
  const certified = (expected: DataSet, actual: DataSet) =>
    diff(expected, actual, { dictionary: SMALL, allowed: CERTIFICATION_ALLOWS });
  const pcr = (uuid: string, ...children: Group['children']) =>
    marked('PatientCareReport', { UUID: uuid }, ...children);
  const definition = (id: string) =>
    marked('eCustomConfiguration.CustomGroup', { CustomElementID: id }, leaf('eCustomConfiguration.01', id));
  const configured = (...ids: string[]) =>
    group('EMSDataSet', group('Header', group('eCustomConfiguration', ...ids.map(definition))));

  it('the UUID, the section of the record and the record of the dispatch', () => {
    const one = pcr('a', group('eRecord', leaf('eRecord.01', '1')), leaf('eDispatch.06', '1'));
    const other = pcr('b', group('eRecord', leaf('eRecord.01', '2')));
    expect(certified(one, other)).toStrictEqual([]);
    expect(between(one, other)).toHaveLength(3);
  });

  it("the UUID of each of an agency's groups, and the moment it is written at", () => {
    const vehicle = (uuid: string, number: string) =>
      marked('dVehicle.VehicleGroup', { UUID: uuid }, leaf('dVehicle.01', number));
    const agency = (timeStamp: string, ...children: Group['children']) =>
      group('DEMDataSet', marked('DemographicReport', { timeStamp }, ...children));
    const one = agency('2024-10-12T10:58:32-04:00', vehicle('a', '1'));
    expect(certified(one, agency('2026-01-01T00:00:00Z', vehicle('b', '1')))).toStrictEqual([]);
    expect(certified(one, agency('2026-01-01T00:00:00Z', vehicle('a', '2')))).toHaveLength(1);
  });

  it('custom definitions that are too many, not those that are missing', () => {
    expect(certified(configured('a'), configured('a', 'b'))).toStrictEqual([]);
    expect(
      certified(
        group('EMSDataSet', group('Header', leaf('dAgency.01', 'a'))),
        group(
          'EMSDataSet',
          group(
            'Header',
            leaf('dAgency.01', 'a'),
            ...configured('a').children.flatMap((each) => ('children' in each ? each.children : [])),
          ),
        ),
      ),
    ).toStrictEqual([]);
    expect(certified(configured('a', 'b'), configured('a'))).toMatchObject([
      { kind: 'missing', element: 'eCustomConfiguration.CustomGroup' },
    ]);
  });
});
