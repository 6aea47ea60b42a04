import { judgedByProfile } from '../../adapters/nemsis-xml/judged-by-profile.ts';
import { judgedChart, type ReportFacts } from '../../domain/nemsis/chart-findings.ts';
import { withInstance } from '../../domain/nemsis/instance-places.ts';
import type { ChartView } from '../../schemas/chart/view.ts';
import { isRefusal } from '../../schemas/error.ts';
import type { DataSet } from '../../schemas/nemsis/data-set.ts';
import type { Dictionary } from '../../schemas/nemsis/dictionary.ts';
import { blocks, type Verdict } from '../../schemas/nemsis/finding.ts';
import * as routes from '../../schemas/routes/chart-reads.ts';
import type { AccessTrail } from '../../store/access/access-trail.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { chartSubjects } from './chart-subjects.ts';
import { type ChartSources, readChart } from './read-chart.ts';
import { recordRead } from './record-read.ts';

/** What one chart is held against. */
export interface ChartStandard {
  /** The EMS dictionary of the release that holds for the chart. */
  readonly dictionary: Dictionary;
  /** What the agency says of itself and of the record; undefined where it has not said it. */
  readonly facts?: ReportFacts | undefined;
  /** The gate of an export, by schema and rules, where there is one; without it the profile judges alone. */
  judge?(dataSet: DataSet): Promise<Pick<Verdict, 'findings' | 'judgedBy'>>;
}

/** What a validation stands on. */
export interface ValidationParts extends ChartSources {
  readonly trail: AccessTrail;
  /** Read for each chart once. */
  standard(tenantId: string, chart: ChartView): Promise<ChartStandard>;
}

const NOBODY_ELSE = { findings: [], judgedBy: [] };

const validated = async (parts: ValidationParts, tenantId: string, chart: ChartView) => {
  const { dictionary, facts, judge } = await parts.standard(tenantId, chart);
  const { dataSet, findings: gaps, places } = judgedChart(chart, facts, dictionary);
  const { findings, judgedBy } = facts && judge ? await judge(dataSet) : NOBODY_ELSE;
  const all = [...gaps, ...findings.map(withInstance(places))];
  return {
    id: chart.id,
    version: chart.version,
    release: dictionary.release,
    valid: !all.some(blocks),
    findings: all,
    judged_by: [judgedByProfile(dictionary), ...judgedBy],
  };
};

const validateChart = (parts: ValidationParts) =>
  endpoint(routes.validateChart, async (request) => {
    const { caller, params, query } = request;
    const { tenant_id } = caller;
    const chart = await readChart(parts, { tenant_id, id: params.id, min_version: query.min_version ?? 1 });
    if (isRefusal(chart)) return chart;
    const validation = await validated(parts, tenant_id, chart);
    await recordRead(parts.trail, request, {
      operation: routes.validateChart.operation,
      subjects: chartSubjects(chart),
    });
    return validation;
  });

/** Validation while a chart is still written: what is missing is seen before the call is over. */
export const validationEndpoints = (parts: ValidationParts): readonly Endpoint[] => [validateChart(parts)];
