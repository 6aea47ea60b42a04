import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { indexOf } from '../../schemas/nemsis/dictionary-index.ts';
import { CHART_CONFIGURATION } from './agency-dictionary.ts';

/** Why a chart does not say an element: somebody else does, or it is of no release. */
export const notOfCharts = (element: string, dictionary: Dictionary): string => {
  if (indexOf(dictionary).elements.has(element))
    return `${element} is said by the agency or by the software, not by a chart`;
  return element.startsWith('d')
    ? `${element} is not said by a chart: elements that begin with d are said by the agency`
    : `There is no element ${element} in this release`;
};

/** Why an agency does not say an element that its dictionary does not have: a chart does, or it is of no release. */
export const notOfAgencies = (element: string): string =>
  element.startsWith('e') && !element.startsWith(CHART_CONFIGURATION)
    ? `${element} is not said by the agency: elements that begin with e are said by a chart`
    : `There is no element ${element} in this release`;
