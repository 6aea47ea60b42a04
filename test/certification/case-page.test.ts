import { describe, expect, test } from 'vitest';
import { readCasePage, shownAs } from './case-page.ts';
import { cellOf, isPlaceholder } from './cell.ts';

const row = (depth: number, name: string, ...[value = '', ...others]: string[]) => `
  <tr>
    <td class="element" style="padding-left: ${depth}em" rowspan="${1 + others.length}">
      <span>${name}
        -
      </span> What it is</td>
    <td>${value}</td>
  </tr>
  ${others.map((other) => `<tr><td>${other}</td></tr>`).join('')}`;

const page = (...rows: string[]) =>
  `<html><body><table><thead><tr><th>Element</th></tr></thead><tbody>${rows.join('')}</tbody></table></body></html>`;

const cell = (text: string) => ({ attributes: {}, isCustom: false, text });
const nothing = cell('');
const element = (name: string, ...texts: string[]) => ({ name, cells: texts.map(cell), children: [] });

describe('the page of a case', () => {
  test('is a tree of groups and elements, by how far its rows are indented', () => {
    const shown = readCasePage(
      page(
        row(1, 'EMSDataSet'),
        row(2, 'eResponse'),
        row(3, 'eResponse.AgencyGroup'),
        row(4, 'eResponse.01', '351'),
        row(3, 'eResponse.03', '26-0815'),
        row(2, 'eDispatch'),
      ),
    );
    expect(shown).toStrictEqual({
      name: 'EMSDataSet',
      cells: [nothing],
      children: [
        {
          name: 'eResponse',
          cells: [nothing],
          children: [
            {
              name: 'eResponse.AgencyGroup',
              cells: [nothing],
              children: [element('eResponse.01', '351')],
            },
            element('eResponse.03', '26-0815'),
          ],
        },
        { name: 'eDispatch', cells: [nothing], children: [] },
      ],
    });
    expect(shownAs(shown, 'eResponse.03')).toStrictEqual([element('eResponse.03', '26-0815')]);
  });

  test('has several values of an element in rows of their own, and pictures as what they are', () => {
    const image = '<img src="data:image/jpg;base64,QUJD"/>';
    const rows = [row(2, 'eCrew.03', 'Driver', 'Other\n  Caregiver'), row(2, 'eOther.11', image)];
    expect(readCasePage(page(row(1, 'EMSDataSet'), ...rows)).children).toStrictEqual([
      element('eCrew.03', 'Driver', 'Other Caregiver'),
      element('eOther.11', 'QUJD'),
    ]);
  });

  test.each([
    ['nothing', page()],
    ['two data sets', page(row(1, 'EMSDataSet'), row(1, 'DEMDataSet'))],
  ])('shows one data set, not %s', (_, html) => {
    expect(() => readCasePage(html)).toThrow('A page of a case shows one data set.');
  });
});

describe('a cell', () => {
  test.each([
    ['[NV = Not Applicable]', { nv: 'Not Applicable', ...nothing }],
    ['[NV\n    =\n    Not Recorded] \n', { nv: 'Not Recorded', ...nothing }],
    ['[PN = Symptom Not Present] R10.84 - Pain', { pn: 'Symptom Not Present', ...cell('R10.84 - Pain') }],
    [
      '[CodeType = "9924003" ] 7806 - oxygen',
      { ...cell('7806 - oxygen'), attributes: { CodeType: '"9924003"' } },
    ],
    ['[UUID = [Your UUID]] ', { ...nothing, attributes: { UUID: '[Your UUID]' } }],
    [
      '[VelocityUnit = Miles per Hour] [DeltaVelocityOrdinal = "1" ] 20',
      { ...cell('20'), attributes: { VelocityUnit: 'Miles per Hour', DeltaVelocityOrdinal: '"1"' } },
    ],
    ['[Custom Value] COVID-19', { ...cell('COVID-19'), isCustom: true }],
    ['Liters Per Minute (LPM [gas])', cell('Liters Per Minute (LPM [gas])')],
  ])('shows %j', (shown, read) => {
    expect(cellOf(shown)).toStrictEqual(read);
  });

  test.each([
    ['[Your Patient Care Report Number]', true],
    ['[Value from DEMDataSet]', true],
    ['Your name [or theirs]', false],
    ['', false],
  ])('%j stands for something else: %j', (shown, stands) => {
    expect(isPlaceholder(shown)).toBe(stands);
  });
});
