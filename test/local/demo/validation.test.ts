import { afterEach, expect, test } from 'vitest';
import { ChartWriter } from '../../../local/demo/chart-writer.ts';
import { playValidation } from '../../../local/demo/validation.ts';
import { stageWith } from './stage-double.ts';

const WARNING = { severity: 'WARNING', element: 'eOutcome.01', message: 'Not recorded.' };
const ERROR = { severity: 'ERROR', element: 'eDisposition.27', message: 'Missing.' };

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const validating = async (valid: boolean, findings: readonly object[]) => {
  const made = await stageWith(() => ({ status: 200, body: { valid, findings, judged_by: [] } }));
  open.push(made);
  const { stage } = made;
  return { ...made, chart: new ChartWriter(stage.api, stage.sessions.medic, 'c1') };
};

test('what keeps the report back is told first, of the version that was written last', async () => {
  const { stage, chart, told, got } = await validating(false, [WARNING, WARNING, ERROR]);
  await playValidation(stage, chart, { valid: false, shown: 2 });
  expect(got[0]?.path).toBe('/v1/charts/c1/validation?min_version=1');
  expect(told).toStrictEqual([
    'the medic asks what the report still lacks: 0 fatal, 1 error, 2 warnings',
    { kind: 'findings', findings: [ERROR, WARNING], more: 1 },
  ]);
});

test('where none is to be told, none is', async () => {
  const { stage, chart, told } = await validating(true, [WARNING]);
  await playValidation(stage, chart, { valid: true, shown: 0 });
  expect(told).toStrictEqual(['the medic asks what the report still lacks: 0 fatal, 0 errors, 1 warning']);
});

test('another verdict than the demonstration has prepared is a fault', async () => {
  const { stage, chart } = await validating(false, [ERROR]);
  await expect(playValidation(stage, chart, { valid: true, shown: 0 })).rejects.toMatchObject({
    problem: 'GET /v1/charts/c1/validation?min_version=1 says that the report may not be sent.',
  });
});
