import type { CallRecord } from './call-record.ts';
import type { ChartWriter } from './chart-writer.ts';
import { scenePng, signaturePng } from './png.ts';
import type { Storyteller } from './storyteller.ts';

const recordCare = async (chart: ChartWriter, { vitals, interventions }: CallRecord): Promise<string[]> => {
  const ids: string[] = [];
  for (const each of vitals) ids.push(await chart.measure(each));
  for (const each of interventions) await chart.intervene(each);
  return ids;
};

/** Documents a call in an opened chart as it happens, up to the care. Gives the ids of its sets of vital signs. */
export const documentCare = async (
  story: Storyteller,
  chart: ChartWriter,
  call: CallRecord,
): Promise<readonly string[]> => {
  const { response, times, location, situation, patient, vitals, interventions } = call;
  const care = `${vitals.length} sets of vital signs, ${interventions.length} interventions`;
  await story.step('  taken up: draft → in_progress', () => chart.moveTo('in_progress'));
  await story.step('  response and times', () => chart.patch('', { response, times }));
  await story.step('  location and situation', () => chart.patch('', { location, situation }));
  await story.step('  patient', () => chart.patch('/patient', patient));
  return story.step(`  ${care}`, () => recordCare(chart, call));
};

/** Documents the rest of a call: how it ended, its story, who signed, and a picture. */
export const documentEnd = async (
  story: Storyteller,
  chart: ChartWriter,
  { disposition, narrative, signature, attachment }: CallRecord,
): Promise<void> => {
  await story.step('  disposition', () => chart.patch('', { disposition }));
  await story.step('  narrative', () => chart.patch('/narrative', { text: narrative }));
  await story.step('  signature, its image uploaded', () =>
    chart.file('/signatures', signature, signaturePng()),
  );
  await story.step('  attachment, uploaded', () => chart.file('/attachments', attachment, scenePng()));
};
