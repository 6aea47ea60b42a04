import * as z from 'zod';
import { ChartWriter, openChart } from './chart-writer.ts';
import { documentCare, documentEnd } from './document-call.ts';
import { awaitInList, conflictingWrite, forbiddenWrite, readAtLeast } from './guards.ts';
import { LiveChannel } from './live-channel.ts';
import { OVERDOSE } from './overdose.ts';
import { overdoseByNumber } from './overdose-by-number.ts';
import type { Stage } from './stage.ts';
import { playValidation } from './validation.ts';

const Ticket = z.object({ ticket: z.string(), url: z.string(), expires_at: z.string() });

const listen = async (
  { api, story, tenantId, sessions }: Stage,
  incidentId: string,
): Promise<LiveChannel> => {
  const call = {
    method: 'POST',
    path: '/v1/realtime/tickets',
    token: sessions.admin.token,
    expects: 201,
  } as const;
  const { url } = await api.call(call, Ticket);
  return LiveChannel.open(url, `incident:${tenantId}:${incidentId}`, (push) => story.push(push));
};

const showGuards = async (
  { api, story, sessions }: Stage,
  { chartId, version }: ChartWriter,
): Promise<void> => {
  const byPartner = { api, session: sessions.partner, chartId };
  const byBiller = { api, session: sessions.biller, chartId };
  await story.step(
    (newest: number) => `the partner writes on an old copy: 409, the newest version is ${newest}`,
    () => conflictingWrite(byPartner, version - 1),
  );
  await story.step('the biller tries to change the situation: 403', () =>
    forbiddenWrite(byBiller, version, { expects: 403, code: 'FORBIDDEN' }),
  );
  await story.step(`the biller reads the chart, at version ${version} or newer`, () =>
    readAtLeast(byBiller, version),
  );
};

const lock = async ({ api, story, sessions }: Stage, chart: ChartWriter): Promise<void> => {
  for (const status of ['ready_for_review', 'completed', 'locked'])
    await story.step(`the chart becomes ${status}`, () => chart.moveTo(status));
  const byMedic = { api, session: sessions.medic, chartId: chart.chartId };
  await story.step('the medic tries to change the locked chart: 423', () =>
    forbiddenWrite(byMedic, chart.version, { expects: 423, code: 'LOCKED' }),
  );
  await story.step('it is in the list of locked charts', () => awaitInList(byMedic, 'status=locked'));
};

/** The medic documents the call, is told on the way what the report lacks, and adds it. */
const document = async (stage: Stage, chart: ChartWriter): Promise<void> => {
  const { story } = stage;
  const vitals = await documentCare(story, chart, OVERDOSE);
  await playValidation(stage, chart, { valid: false, shown: 2 });
  await documentEnd(story, chart, OVERDOSE);
  const rest = overdoseByNumber(vitals);
  await story.step(`  what there is no field for: ${rest.elements.length} elements, by their numbers`, () =>
    chart.put(rest),
  );
  await playValidation(stage, chart, { valid: true, shown: 0 });
};

const playLive = async (stage: Stage, chart: ChartWriter, live: LiveChannel): Promise<void> => {
  await document(stage, chart);
  await showGuards(stage, chart);
  await lock(stage, chart);
  await stage.story.step("the admin's screen was told that it is locked", () =>
    live.push(
      (push) => push.chart_id === chart.chartId && push.status === 'locked',
      'push of the locked chart',
    ),
  );
};

/**
 * The first call: a chart from its opening to its lock, with what must be refused on the way, while the admin's screen
 * is told of each change. Gives the chart's id.
 */
export const playFirstCall = async (stage: Stage): Promise<string> => {
  const { api, story, sessions } = stage;
  const { incidentNumber } = OVERDOSE;
  const { chartId, incidentId } = await story.step(
    `the medic opens a chart of incident ${incidentNumber}`,
    () => openChart(api, sessions.medic, incidentNumber),
  );
  const live = await story.step("the admin's screen listens to the incident", () =>
    listen(stage, incidentId),
  );
  try {
    await playLive(stage, new ChartWriter(api, sessions.medic, chartId), live);
    return chartId;
  } finally {
    live.close();
  }
};
