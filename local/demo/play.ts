import { z } from 'zod';
import { ApiClient } from './api-client.ts';
import { ChartWriter, openChart } from './chart-writer.ts';
import { COLLISION } from './collision.ts';
import { documentCall } from './document-call.ts';
import { awaitInList, conflictingWrite, forbiddenWrite, readAtLeast } from './guards.ts';
import { LiveChannel } from './live-channel.ts';
import { OVERDOSE } from './overdose.ts';
import { type Credentials, type Session, signIn } from './sign-in.ts';
import { Storyteller, type Told } from './storyteller.ts';

/** The people of the agency: who runs it, two who treat patients, and one who bills. */
export type Person = 'admin' | 'medic' | 'partner' | 'biller';

/** Where the demonstration is played, by whom, and who is told of it. */
export interface DemoSettings {
  readonly apiUrl: string;
  readonly tenantId: string;
  readonly people: Readonly<Record<Person, Credentials>>;
  tell(told: Told): void;
}

/** What is left when the day is over. */
export interface DemoDay {
  readonly sessions: Readonly<Record<Person, Session>>;
  /** The locked chart of the first call, and the second one, still in progress. */
  readonly charts: readonly [locked: string, open: string];
  readonly pushes: number;
}

interface Stage {
  readonly api: ApiClient;
  readonly story: Storyteller;
  readonly tenantId: string;
  readonly sessions: DemoDay['sessions'];
}

const Ticket = z.object({ ticket: z.string(), url: z.string(), expires_at: z.string() });

const signInAll = async (api: ApiClient, story: Storyteller, people: DemoSettings['people']) => {
  const enter = (person: Person) => story.step(`${person} signs in`, () => signIn(api, people[person]));
  return {
    admin: await enter('admin'),
    medic: await enter('medic'),
    partner: await enter('partner'),
    biller: await enter('biller'),
  };
};

const listen = async ({ api, story, tenantId, sessions }: Stage, incidentId: string): Promise<LiveChannel> => {
  const call = { method: 'POST', path: '/v1/realtime/tickets', token: sessions.admin.token, expects: 201 } as const;
  const { url } = await api.call(call, Ticket);
  return LiveChannel.open(url, `incident:${tenantId}:${incidentId}`, (push) => story.push(push));
};

const showGuards = async ({ api, story, sessions }: Stage, chart: ChartWriter): Promise<void> => {
  const { chartId, version } = chart;
  const byPartner = { api, session: sessions.partner, chartId };
  const byBiller = { api, session: sessions.biller, chartId };
  await story.step(
    (newest: number) => `the partner writes on an old copy: 409, the newest version is ${newest}`,
    () => conflictingWrite(byPartner, version - 1),
  );
  await story.step('the biller tries to change the situation: 403', () =>
    forbiddenWrite(byBiller, version, { expects: 403, code: 'FORBIDDEN' }),
  );
  await story.step(`the biller reads the chart at version ${version} or newer`, () => readAtLeast(byBiller, version));
};

const lockChart = async ({ api, story, sessions }: Stage, chart: ChartWriter): Promise<void> => {
  for (const status of ['ready_for_review', 'completed', 'locked'])
    await story.step(`the chart becomes ${status}`, () => chart.moveTo(status));
  const byMedic = { api, session: sessions.medic, chartId: chart.chartId };
  await story.step('the medic tries to change the locked chart: 423', () =>
    forbiddenWrite(byMedic, chart.version, { expects: 423, code: 'LOCKED' }),
  );
  await story.step('it is in the list of locked charts', () => awaitInList(byMedic, 'status=locked'));
};

const firstCall = async (stage: Stage, pushed: () => void): Promise<string> => {
  const { api, story, sessions } = stage;
  const opening = await story.step(`the medic opens a chart of incident ${OVERDOSE.incidentNumber}`, () =>
    openChart(api, sessions.medic, OVERDOSE.incidentNumber),
  );
  const { chartId } = opening;
  const live = await story.step("the admin's screen listens to the incident", () => listen(stage, opening.incidentId));
  try {
    const chart = new ChartWriter(api, sessions.medic, chartId);
    await documentCall(story, chart, OVERDOSE);
    await showGuards(stage, chart);
    await lockChart(stage, chart);
    await story.step("the admin's screen was told that it is locked", () =>
      live.push((push) => push.chart_id === chartId && push.status === 'locked', 'push of the locked chart'),
    );
    return chartId;
  } finally {
    live.close();
    pushed();
  }
};

const secondCall = async ({ api, story, sessions }: Stage): Promise<string> => {
  const { incidentNumber } = COLLISION;
  const session = sessions.partner;
  const { chartId } = await story.step(`the partner opens a chart of incident ${incidentNumber}`, () =>
    openChart(api, session, incidentNumber),
  );
  await documentCall(story, new ChartWriter(api, session, chartId), COLLISION);
  await story.step('it is in the list of its incident', () =>
    awaitInList({ api, session, chartId }, `incident_number=${encodeURIComponent(incidentNumber)}`),
  );
  return chartId;
};
