import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import { agencyToDataSet } from '../../domain/nemsis/agency-to-data-set.ts';
import { chartToDataSet } from '../../domain/nemsis/chart-to-data-set.ts';
import { fillNotRecorded } from '../../domain/nemsis/fill.ts';
import { AGENCY, MANDATORY, OPEN } from '../functions/exports/export-world.ts';
import { VALID_DEMOGRAPHICS } from '../functions/valid-demographics.ts';
import { CHART_ID } from '../sample-chart.ts';
import { chartOf } from './chart.ts';
import { DEM, EMS } from './dictionaries.ts';

const SOFTWARE = { creator: 'Somebody', name: 'Elsewhere', version: '2' };

/** A file with a report of this number, as another software might write it: all that is demanded, and nothing else. */
export const validReport = (number: string): string => {
  const { facts } = AGENCY;
  if (!facts) throw new Error('The sample agency has not said who it is.');
  const record = { uuid: CHART_ID, number, software: SOFTWARE };
  const entries = { elements: [], groups: [] };
  const chart = chartOf([OPEN, MANDATORY]);
  const report = chartToDataSet({ chart, agency: facts, record, entries }, EMS);
  return writeXml(fillNotRecorded(report, EMS), EMS);
};

/** A file of demographic data with all that is demanded. */
export const validDemographics = (): string => {
  const timeStamp = '2026-03-01T10:00:00-05:00';
  return writeXml(
    fillNotRecorded(agencyToDataSet(VALID_DEMOGRAPHICS, { dictionary: DEM, timeStamp }), DEM),
    DEM,
  );
};
