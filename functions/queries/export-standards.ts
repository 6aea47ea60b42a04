import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { releaseAt } from '../exports/export-text.ts';
import type { ExportGate } from '../exports/gate.ts';
import type { ValidationParts } from './validation-endpoints.ts';

interface Parts {
  readonly dictionaries: Dictionaries;
  readonly gate: ExportGate;
  agency(tenantId: string): Promise<AgencyProfile>;
}

/**
 * What a chart is held against before its call is over: the release of its date, what its agency has said, and the very
 * gate that its export will have to pass.
 */
export const exportStandards = ({
  dictionaries,
  gate,
  agency,
}: Parts): Required<Pick<ValidationParts, 'dictionary' | 'facts' | 'judge'>> => {
  const standardOf = async (tenantId: string, chart: ChartView) =>
    releaseAt(await agency(tenantId), chart.date);
  return {
    async dictionary(tenantId, chart) {
      const { release } = await standardOf(tenantId, chart);
      const dictionary = dictionaries(release, 'EMS');
      if (!dictionary) throw new Error(`The release ${release} is not built in any more.`);
      return dictionary;
    },
    async facts(tenantId, { id }) {
      const { facts } = await agency(tenantId);
      return facts && { agency: facts, record: { uuid: id, number: id, software: SOFTWARE } };
    },
    async judge(dataSet, { tenantId, chart, dictionary }) {
      const { release, packs } = await standardOf(tenantId, chart);
      const bytes = Buffer.from(writeXml(dataSet, dictionary, 'full'));
      const verdict = await gate.judge({ bytes, sha256: '', release, packs, gaps: [] }, 'full');
      const judgedBy = verdict.judgedBy.filter(({ stage }) => stage !== 'profile');
      return { findings: verdict.findings, judgedBy };
    },
  };
};
