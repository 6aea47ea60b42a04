import { writeXml } from '../../adapters/nemsis-xml/write-xml.ts';
import type { AgencyProfile } from '../../schemas/nemsis/agency.ts';
import type { Dictionaries } from '../../schemas/nemsis/releases.ts';
import { SOFTWARE } from '../../schemas/software.ts';
import { chartRelease } from '../chart-release.ts';
import type { ExportGate } from '../exports/gate.ts';
import type { ValidationParts } from './validation-endpoints.ts';

interface Parts {
  readonly dictionaries: Dictionaries;
  readonly gate: Pick<ExportGate, 'rules'>;
  agency(tenantId: string): Promise<AgencyProfile>;
}

/**
 * What a chart is held against before its call is over: the release of its date, what its agency has said, and the very
 * gate that its export will have to pass.
 */
export const exportStandard =
  ({ gate, ...parts }: Parts): ValidationParts['standard'] =>
  async (tenantId, chart) => {
    const { profile, dictionary, packs } = await chartRelease(parts, tenantId, chart.date);
    const record = { uuid: chart.id, number: chart.id, software: SOFTWARE };
    return {
      dictionary,
      facts: profile.facts && { agency: profile.facts, record },
      judge: (dataSet) =>
        gate.rules({ bytes: Buffer.from(writeXml(dataSet, dictionary, 'full')), packs }, 'full'),
    };
  };
