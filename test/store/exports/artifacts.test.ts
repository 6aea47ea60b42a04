import { expect, test } from 'vitest';
import { artifactKey } from '../../../store/exports/artifacts.ts';
import { memoryArtifacts } from '../../../store/exports/memory-artifacts.ts';
import { CHART_ID, idOf, TENANT } from '../../sample-chart.ts';
import { artifactsContract } from './artifacts.contract.ts';

artifactsContract('Memory', () => memoryArtifacts());

test('a file lies with those of its chart, or with those of the agency', () => {
  const of = { tenant_id: TENANT, id: idOf(5), sha256: 'a'.repeat(64) };
  expect(artifactKey({ ...of, chart_id: CHART_ID })).toBe(
    `${TENANT}/${CHART_ID}/${idOf(5)}-${of.sha256}.xml`,
  );
  expect(artifactKey(of)).toBe(`${TENANT}/demographics/${idOf(5)}-${of.sha256}.xml`);
});
