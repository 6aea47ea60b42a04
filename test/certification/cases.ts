import { readFileSync } from 'node:fs';
import { nemsisFile } from '../nemsis-material.ts';
import { readCasePage, type Shown } from './case-page.ts';
import { readStateData, type StateData } from './state-data.ts';

/** The certification cases that are charts, all of one agency in one state. */
export const CHART_CASES = ['2025-EMS-1-Overdose', '2025-EMS-2-Suicide', '2025-EMS-3-MVC'] as const;

/** The case that is the agency. */
export const AGENCY_CASE = '2025-DEM-1';

const STATE_CASE = '2025-STATE-1';

const material = (...path: string[]): string =>
  readFileSync(nemsisFile('official', 'Compliance', 'Pre-Testing', ...path), 'utf8');

/** The page of a case: what a person enters. */
export const pageOf = (name: string): Shown => readCasePage(material('html', `${name}_v351.html`));

/** The data set that is expected of a case. */
export const expectedOf = (name: string, part: 'full' | 'national'): string =>
  material('xml', part, `${name}_v351.xml`);

/** What the state of the cases publishes. */
export const stateOfCases = (): StateData => readStateData(material('xml', 'full', `${STATE_CASE}_v351.xml`));
