import { describe, expect, test } from 'vitest';
import { group, leaf, marked } from '../nemsis/build.ts';
import { EMS } from '../nemsis/dictionaries.ts';
import { entered, withoutFilled } from './by-software.ts';
import { caseDataSet, type Knowledge } from './case-data-set.ts';
import type { Shown } from './case-page.ts';
import { cellOf } from './cell.ts';
import { readStateData } from './state-data.ts';

const says = (name: string, ...cells: string[]): Shown => ({ name, cells: cells.map(cellOf), children: [] });
const holds = (name: string, ...children: Shown[]): Shown => ({ name, cells: [cellOf('')], children });

const STATE = readStateData(`<StateDataSet xmlns="http://www.nemsis.org">
  <seCustomConfiguration>
    <seCustomConfiguration.CustomGroup CustomElementID="own-10">
      <seCustomConfiguration.01 nemsisElement="eHistory.10">Immunization</seCustomConfiguration.01>
      <seCustomConfiguration.06 nemsisCode="9910027" customValueDescription="COVID-19">9910055</seCustomConfiguration.06>
    </seCustomConfiguration.CustomGroup>
  </seCustomConfiguration>
  <sAgency><sAgencyGroup><sAgency.02>351</sAgency.02><sAgency.03>Lakeside EMS</sAgency.03></sAgencyGroup></sAgency>
  <sFacility.FacilityGroup><sFacility.03>070033</sFacility.03><sFacility.15 PhoneNumberType="9913009">203</sFacility.15></sFacility.FacilityGroup>
</StateDataSet>`);

const KNOWN: Knowledge = {
  dictionary: EMS,
  custom: STATE.custom.EMS,
  county: '09001',
  valuesOf: (element, beside) => [leaf(element, `of ${beside('eDisposition.02')}`)],
};
const read = (...children: Shown[]) => caseDataSet(holds('PatientCareReport', ...children), KNOWN).children;

describe('what a state publishes', () => {
  test('has the names of the agency and the facilities in the names that agencies know', () => {
    expect(STATE.nameOf('351')).toStrictEqual([leaf('dAgency.03', 'Lakeside EMS')]);
    expect(STATE.nameOf('352')).toStrictEqual([]);
    const phone = leaf('dFacility.15', { text: '203', attributes: { PhoneNumberType: '9913009' } });
    const facility = group('dFacility.FacilityGroup', leaf('dFacility.03', '070033'), phone);
    expect(STATE.facility('070033')).toStrictEqual(facility);
    expect(STATE.custom.DEM).toStrictEqual(group('dCustomConfiguration'));
  });
});

describe('what a page shows is a data set', () => {
  test('of codes, with reasons why there is no value, and attributes', () => {
    const fever = '[PN = Symptom Not Present] R50.9 - Fever';
    const phone = '[PhoneNumberType = Mobile] 956-250-2061';
    expect(
      read(
        says('eTimes.08', '[NV = Not Applicable]'),
        says('eSituation.10', fever, 'R51 - Headache'),
        says('ePatient.18', phone),
      ),
    ).toStrictEqual([
      leaf('eTimes.08', { nv: '7701001' }),
      leaf('eSituation.10', { text: 'R50.9', pn: '8801031' }),
      leaf('eSituation.10', 'R51'),
      leaf('ePatient.18', { text: '956-250-2061', attributes: { PhoneNumberType: '9913005' } }),
    ]);
  });

  test('in which an empty county is the one that the pages cannot name', () => {
    expect(read(says('eScene.21', ''))).toStrictEqual([leaf('eScene.21', '09001')]);
  });

  test('with what stands in another data set, as many values as the page shows', () => {
    const code = says('eDisposition.02', '070033');
    const from = '[Value from DEMDataSet]';
    expect(read(code, says('eDisposition.03', from))).toStrictEqual([
      leaf('eDisposition.02', '070033'),
      leaf('eDisposition.03', 'of 070033'),
    ]);
    expect(() => read(code, says('eDisposition.03', from, from))).toThrow(
      'The page shows 2 values of eDisposition.03, and there are 1.',
    );
  });

  test("with a value of the state's own told twice: as the code that stands for it, and as itself", () => {
    const immunization = (year: string, value: string) =>
      holds('eHistory.ImmunizationsGroup', says('eHistory.10', value), says('eHistory.11', year));
    const given = (id: string, year: string) =>
      marked(
        'eHistory.ImmunizationsGroup',
        { CorrelationID: id },
        leaf('eHistory.10', '9910027'),
        leaf('eHistory.11', year),
      );
    const result = (id: string) =>
      group(
        'eCustomResults.ResultsGroup',
        leaf('eCustomResults.01', '9910055'),
        leaf('eCustomResults.02', 'own-10'),
        leaf('eCustomResults.03', id),
      );
    const own = '[Custom Value] COVID-19';
    expect(read(immunization('2023', own), immunization('2024', own))).toStrictEqual([
      given('custom-0', '2023'),
      given('custom-1', '2024'),
      group('eCustomResults', result('custom-0'), result('custom-1')),
    ]);
    expect(() => read(immunization('2023', '[Custom Value] Mumps'))).toThrow(
      'The state has not defined "Mumps" for eHistory.10.',
    );
  });
});

describe('what is entered of it', () => {
  test('is not what the software says of agency and record', () => {
    const number = says('eResponse.03', '26-0815');
    const shown = holds(
      'PatientCareReport',
      holds('eRecord', says('eRecord.01', '[Your Number]')),
      holds('eResponse', holds('eResponse.AgencyGroup', says('eResponse.01', '351')), number),
    );
    expect(entered(shown)).toStrictEqual(holds('PatientCareReport', holds('eResponse', number)));
  });

  test('is not what the software says was not recorded, and groups that nothing else is in', () => {
    const nv = { nv: '7701003' };
    const dose = group('eMedications.DosageGroup', leaf('eMedications.05', nv));
    const medication = group('eMedications.MedicationGroup', leaf('eMedications.03', nv), dose);
    const optional = leaf('eVitals.17', nv);
    const inapplicable = leaf('eTimes.08', { nv: '7701001' });
    const shown = group('PatientCareReport', group('eMedications', medication), optional, inapplicable);
    expect(withoutFilled(shown, EMS)).toStrictEqual(group('PatientCareReport', optional, inapplicable));
  });
});
