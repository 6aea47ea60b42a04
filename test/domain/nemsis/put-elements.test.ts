import { describe, expect, it } from 'vitest';
import { judgedChart } from '../../../domain/nemsis/chart-findings.ts';
import { dataSetToCharts } from '../../../domain/nemsis/data-set-to-chart.ts';
import { diff } from '../../../domain/nemsis/diff.ts';
import { type AskedEntries, putElementsBy } from '../../../domain/nemsis/put-elements.ts';
import { recordableElement, recordableGroup } from '../../../domain/nemsis/recordable.ts';
import type { ElementAsked, GroupChangeAsked } from '../../../schemas/chart/elements.ts';
import { isRefusal } from '../../../schemas/error.ts';
import { blocks } from '../../../schemas/nemsis/finding.ts';
import { chartOf } from '../../nemsis/chart.ts';
import { EMS } from '../../nemsis/dictionaries.ts';
import { OFFICIAL_REPORTS, titled } from '../../nemsis/official-files.ts';
import { readOfficial } from '../../nemsis/read.ts';
import { nemsisMaterial } from '../../nemsis-material.ts';
import { idOf } from '../../sample-chart.ts';

const asked = (elements: ElementAsked[], groups: GroupChangeAsked[] = []): AskedEntries => ({
  elements,
  groups,
});
const said = (element: string, values: ElementAsked['values'], group = 'root'): ElementAsked => ({
  group,
  element,
  values,
});
const refused = (...issues: object[]) => ({
  code: 'VALIDATION_FAILED',
  message: 'It is not as NEMSIS 3.5.1.250403CP1 has it; see details.issues.',
  details: { issues },
});

describe('what is asked of a chart by the dictionary', () => {
  it('becomes a command that says where each thing stands', () => {
    const vitals = said('eVitals.06', [{ text: '120' }], idOf(1));
    const group = { id: idOf(2), group: 'eLabs.LabResultGroup', parent: idOf(3) };
    const removal = { id: idOf(4), removed: true } as const;
    const made = putElementsBy(
      EMS,
      asked([said('eHistory.01', [{ nv: '7701001' }]), vitals], [group, removal]),
    );
    expect(made).toStrictEqual({
      type: 'put_elements',
      elements: [
        { ...said('eHistory.01', [{ nv: '7701001' }]), within: 'root' },
        { ...vitals, within: 'eVitals.VitalGroup' },
      ],
      groups: [{ ...group, within: 'eLabs.LabGroup' }, removal],
    });
  });

  it.each([null, []])('%j takes away, whatever the release says of it', (values) => {
    expect(putElementsBy(EMS, asked([said('eOld.01', values)]))).toStrictEqual({
      type: 'put_elements',
      elements: [{ group: 'root', element: 'eOld.01', values: [] }],
      groups: [],
    });
  });

  it.each<[string, ElementAsked, object]>([
    [
      'an element that is not of the release',
      said('eHistory.99', [{ text: '1' }]),
      { path: 'body.elements.0.element', message: 'There is no element eHistory.99 in this release' },
    ],
    [
      'an element of the agency',
      said('dAgency.01', [{ text: 'C034' }]),
      {
        path: 'body.elements.0.element',
        message: 'dAgency.01 is said by the agency or by the software, not by a chart',
      },
    ],
    [
      'an element that only an agency says',
      said('dPersonnel.02', [{ text: 'Roe' }]),
      {
        path: 'body.elements.0.element',
        rule: 'unknown-element',
        message: 'dPersonnel.02 is not said by a chart: elements that begin with d are said by the agency',
      },
    ],
    [
      'an element of the record',
      said('eRecord.01', [{ text: '1' }]),
      {
        path: 'body.elements.0.element',
        message: 'eRecord.01 is said by the agency or by the software, not by a chart',
      },
    ],
    [
      'too many values',
      said('ePatient.02', [{ text: 'Roe' }, { text: 'Doe' }]),
      { path: 'body.elements.0.values', message: 'ePatient.02 must have at most 1 value' },
    ],
    [
      'a code of no list',
      said('eHistory.17', [{ text: '3117001' }, { text: '9999999' }]),
      {
        path: 'body.elements.0.values.1',
        rule: 'code',
        message: 'eHistory.17 must be a code of the list AlcoholDrugUseIndicators',
      },
    ],
    [
      'a NOT value that is not allowed',
      said('eHistory.17', [{ nv: '7701005' }]),
      {
        path: 'body.elements.0.values.0',
        rule: 'nv',
        message: 'eHistory.17 must not have this NV; allowed: 7701001, 7701003',
      },
    ],
    [
      'a moment without an offset',
      said('eTimes.08', [{ text: '2024-10-07T20:20:00' }]),
      {
        path: 'body.elements.0.values.0',
        rule: 'pattern',
        message: expect.stringContaining(
          'eTimes.08 must be a date and time with its offset, as 2024-10-07T20:20:00-04:00 (form: ',
        ),
      },
    ],
    [
      'an attribute that it does not have',
      said('eHistory.17', [{ text: '3117001', attributes: { CodeType: '1' } }]),
      {
        path: 'body.elements.0.values.0',
        rule: 'unknown-attribute',
        message: 'eHistory.17 must not have the attribute CodeType',
      },
    ],
  ])('refuses %s, and names it', (_, element, issue) => {
    expect(putElementsBy(EMS, asked([element]))).toMatchObject(
      refused({ element: element.element, ...issue }),
    );
  });

  it.each<[string, GroupChangeAsked, object]>([
    [
      'a group that is not of the release',
      { id: idOf(1), group: 'eHistory.OldGroup' },
      {
        path: 'body.groups.0.group',
        rule: 'unknown-group',
        message: 'There is no repeating group eHistory.OldGroup of a chart in this release',
      },
    ],
    [
      'a group that stands once',
      { id: idOf(1), group: 'eInjury.CollisionGroup' },
      {
        path: 'body.groups.0.group',
        rule: 'unknown-group',
        message: 'There is no repeating group eInjury.CollisionGroup of a chart in this release',
      },
    ],
    [
      'a group of the agency',
      { id: idOf(1), group: 'eCustomConfiguration.CustomGroup' },
      {
        path: 'body.groups.0.group',
        rule: 'unknown-group',
        message: 'There is no repeating group eCustomConfiguration.CustomGroup of a chart in this release',
      },
    ],
    [
      'an attribute that it does not have',
      { id: idOf(1), group: 'eLabs.LabGroup', attributes: { CodeType: '1' } },
      {
        path: 'body.groups.0.attributes',
        rule: 'unknown-attribute',
        message: 'eLabs.LabGroup must not have the attribute CodeType',
      },
    ],
  ])('refuses %s', (_, group, issue) => {
    expect(putElementsBy(EMS, asked([], [group]))).toStrictEqual(refused(issue));
  });

  it('refuses what is named twice', () => {
    const element = said('eHistory.01', null);
    const removal = { id: idOf(1), removed: true } as const;
    const elsewhere = said('eHistory.01', null, idOf(1));
    expect(putElementsBy(EMS, asked([element, elsewhere, element], [removal, removal]))).toStrictEqual(
      refused(
        { path: 'body.groups.1', message: 'is named twice in one request' },
        { path: 'body.elements.2', element: 'eHistory.01', message: 'is named twice in one request' },
      ),
    );
  });
});

describe('what a chart can say of the standard', () => {
  it.each([
    ['eHistory.01', 'root'],
    ['eVitals.06', 'eVitals.VitalGroup'],
    ['eLabs.04', 'eLabs.LabResultGroup'],
    ['eInjury.29', 'eInjury.SeatGroup'],
    ['eRecord.02', undefined],
    ['dAgency.02', undefined],
    ['eCustomConfiguration.01', undefined],
    ['eNone.01', undefined],
  ])('%s stands in %s', (element, within) => {
    expect(recordableElement(element, EMS)?.within).toBe(within);
  });

  it.each([
    ['eVitals.VitalGroup', 'root'],
    ['eInjury.SeatGroup', 'root'],
    ['eLabs.WaveformGraphicGroup', 'eLabs.LabImageGroup'],
    ['eVitals.BloodPressureGroup', undefined],
    ['PatientCareReport', undefined],
    ['eNone', undefined],
  ])('%s stands in %s', (group, within) => {
    expect(recordableGroup(group, EMS)?.within).toBe(within);
  });
});

describe('what a published report says beside typed fields', () => {
  it.skipIf(!nemsisMaterial).each(titled(OFFICIAL_REPORTS))(
    'is put into a chart, and nothing of %s is lost or blocks its export',
    (file) => {
      const { dataSet } = readOfficial(file);
      const ids = Array.from({ length: 200 }, (_, n) => idOf(n)).values();
      const nextId = () => ids.next().value ?? '';
      const [imported] = dataSetToCharts(dataSet, EMS, { timeZone: 'America/New_York', nextId });
      if (!imported) throw new Error('the file holds a report');
      const { commands, entries, agency, record } = imported;
      const put = putElementsBy(EMS, entries);
      if (isRefusal(put)) throw new Error(JSON.stringify(put.details));
      const judged = judgedChart(chartOf([...commands, put]), { agency, record }, EMS);
      expect(diff(dataSet, judged.dataSet, { dictionary: EMS })).toStrictEqual([]);
      expect(judged.findings.filter(blocks)).toStrictEqual([]);
    },
  );
});
