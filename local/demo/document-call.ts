import type { CallRecord } from './call-record.ts';
import type { ChartWriter } from './chart-writer.ts';
import { scenePng, signaturePng } from './png.ts';
import type { Storyteller } from './storyteller.ts';

const addAll = async (
  chart: ChartWriter,
  list: '/vitals' | '/interventions',
  items: CallRecord['vitals'],
) => {
  for (const item of items) await chart.add(list, item);
};

/** Documents a whole call in an opened chart, in the order in which it happens. */
export const documentCall = async (
  story: Storyteller,
  chart: ChartWriter,
  call: CallRecord,
): Promise<void> => {
  const { response, times, location, situation, disposition, patient, vitals, interventions } = call;
  const care = `${vitals.length} sets of vital signs, ${interventions.length} interventions`;
  await story.step('  taken up: draft → in_progress', () => chart.moveTo('in_progress'));
  await story.step('  response and times', () => chart.patch('', { response, times }));
  await story.step('  location and situation', () => chart.patch('', { location, situation }));
  await story.step('  patient', () => chart.patch('/patient', patient));
  await story.step(`  ${care}`, async () => {
    await addAll(chart, '/vitals', vitals);
    await addAll(chart, '/interventions', interventions);
  });
  await story.step('  disposition', () => chart.patch('', { disposition }));
  await story.step('  narrative', () => chart.patch('/narrative', { text: call.narrative }));
  await story.step('  signature, its image uploaded', () =>
    chart.file('/signatures', call.signature, signaturePng()),
  );
  await story.step('  attachment, uploaded', () => chart.file('/attachments', call.attachment, scenePng()));
};
