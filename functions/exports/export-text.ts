import { createHash } from 'node:crypto';
import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import {
  type ChartExport,
  type DemographicExport,
  exportDataSet,
} from '../../domain/nemsis/export-data-set.ts';
import type { InstancePlaces } from '../../domain/nemsis/instance-places.ts';
import { releaseAt } from '../../domain/nemsis/release-at.ts';
import type { ChartStatus } from '../../schemas/chart/status.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import type { Finding } from '../../schemas/nemsis/finding.ts';
import { builtIn, type Dictionaries } from '../../schemas/nemsis/releases.ts';

/** What is written of an export: its bytes, their digest (hex), the release that it is of, and its dictionary. */
export interface ExportText {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly release: string;
  readonly dictionary: Dictionary;
  /** The rule packs that the agency has chosen; none: those of the nation. */
  readonly packs: readonly string[];
  /** The state of the chart, where it is one. */
  readonly chart_status?: ChartStatus;
  /** What our own profile has against it. */
  readonly gaps: readonly Finding[];
  /** Where the instances of what is exported stand in it. */
  readonly places: InstancePlaces;
}

/** Writes an export: the same things give the same bytes. */
export const exportText = (
  what: ChartExport | DemographicExport,
  profile: AgencyProfile,
  dictionaries: Dictionaries,
): ExportText => {
  const { release, packs } = releaseAt(profile, what.kind === 'dem' ? what.at : what.chart.date);
  const dictionary = builtIn(dictionaries, release, what.kind === 'dem' ? 'DEM' : 'EMS');
  const subset = what.kind === 'national' ? 'national' : 'full';
  const { dataSet, gaps, places } = exportDataSet(what, dictionary);
  const bytes = Buffer.from(writeXml(dataSet, dictionary, subset));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const of = what.kind === 'dem' ? {} : { chart_status: what.chart.status };
  return { bytes, sha256, release, dictionary, packs, ...of, gaps, places };
};
