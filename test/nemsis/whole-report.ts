import { exportDataSet } from '../../domain/nemsis/export-data-set.ts';
import { type DataSet, type Group, isGroup, isLeaf } from '../../schemas/nemsis/data-set.ts';
import { MANDATORY, OPEN } from '../functions/exports/export-world.ts';
import { idOf, recordProcedure, recordVitals, VITAL_ID } from '../sample-chart.ts';
import { group, leaf, marked } from './build.ts';
import { chartOf } from './chart.ts';
import { EMS } from './dictionaries.ts';

/** The custom element that the report defines, and a result of which it has. */
export const CUSTOM = group(
  'eCustomConfiguration',
  marked(
    'eCustomConfiguration.CustomGroup',
    { CustomElementID: 'weather' },
    leaf('eCustomConfiguration.01', { text: 'Weather', attributes: { nemsisElement: 'eScene.01' } }),
    leaf('eCustomConfiguration.02', 'As it was on the way'),
    leaf('eCustomConfiguration.03', '9902009'),
    leaf('eCustomConfiguration.04', '9923001'),
    leaf('eCustomConfiguration.05', '9903007'),
  ),
);

const AGENCY = {
  state_id: 'L017',
  number: '351',
  state: '09',
  name: 'Lakeside EMS',
  time_zone: 'America/New_York',
};

const RESULT = idOf(60);
const said = (at: string, element: string, text: string, within: string) => ({
  group: at,
  element,
  values: [{ text }],
  within,
});

const chart = chartOf([
  OPEN,
  MANDATORY,
  recordVitals,
  recordProcedure,
  {
    type: 'put_elements',
    elements: [
      said('root', 'eHistory.17', '3117001', 'root'),
      said(RESULT, 'eCustomResults.01', 'Snow', 'eCustomResults.ResultsGroup'),
      said(RESULT, 'eCustomResults.02', 'weather', 'eCustomResults.ResultsGroup'),
      said(RESULT, 'eCustomResults.03', 'taken', 'eCustomResults.ResultsGroup'),
    ],
    groups: [
      { id: RESULT, group: 'eCustomResults.ResultsGroup', within: 'root' },
      {
        id: VITAL_ID,
        group: 'eVitals.VitalGroup',
        attributes: { CorrelationID: 'taken' },
        within: 'root',
      },
    ],
  },
]);

const named = (node: Group, uuid: string): Group => ({
  ...node,
  ...(node.group === 'PatientCareReport' && { attributes: { UUID: uuid } }),
  children: node.children.map((child) => (isLeaf(child) ? child : named(child, uuid))),
});

/** A report as another software writes it, valid by the schema, under a UUID. */
export const wholeReport = (uuid: string): DataSet => {
  const software = { creator: 'Maker', name: 'Charts', version: '1.0' };
  const { dataSet } = exportDataSet(
    { kind: 'full', chart, agency: { ...AGENCY, custom: CUSTOM }, software },
    EMS,
  );
  return named(dataSet, uuid);
};

/** Who a data set says its agency is, by element. */
export const agencyOf = (dataSet: DataSet): ReadonlyMap<string, string> => {
  const [header] = dataSet.children.filter(isGroup);
  const [agency] = (header?.children ?? []).filter(isGroup);
  return new Map(
    (agency?.children ?? []).filter(isLeaf).map(({ element, text = '' }) => [element, text] as const),
  );
};
