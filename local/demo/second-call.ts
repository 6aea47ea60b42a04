import { ChartWriter, openChart } from './chart-writer.ts';
import { COLLISION } from './collision.ts';
import { documentCare, documentEnd } from './document-call.ts';
import { awaitInList } from './guards.ts';
import type { Stage } from './stage.ts';

/** The second call: a chart with medications and procedures, left in progress. Gives the chart's id. */
export const playSecondCall = async ({ api, story, sessions }: Stage): Promise<string> => {
  const { incidentNumber } = COLLISION;
  const session = sessions.partner;
  const { chartId } = await story.step(`the partner opens a chart of incident ${incidentNumber}`, () =>
    openChart(api, session, incidentNumber),
  );
  const chart = new ChartWriter(api, session, chartId);
  await documentCare(story, chart, COLLISION);
  await documentEnd(story, chart, COLLISION);
  await story.step('it is in the list of its incident', () =>
    awaitInList({ api, session, chartId }, `incident_number=${encodeURIComponent(incidentNumber)}`),
  );
  return chartId;
};
