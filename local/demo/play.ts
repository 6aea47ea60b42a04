import { playAgency } from './agency.ts';
import { ApiClient } from './api-client.ts';
import { playAudit } from './audit.ts';
import { playExport } from './export.ts';
import { playFirstCall } from './first-call.ts';
import { playSecondCall } from './second-call.ts';
import { type Credentials, signIn } from './sign-in.ts';
import type { Person, Stage } from './stage.ts';
import { Storyteller, type Told } from './storyteller.ts';

/** Where the demonstration is played, by whom, and who is told of it. */
export interface DemoSettings {
  readonly apiUrl: string;
  readonly tenantId: string;
  readonly people: Readonly<Record<Person, Credentials>>;
  /** A state's web service that knows the agency; without it, exports go where the agency said before, if anywhere. */
  readonly stateUrl?: string | undefined;
  tell(told: Told): void;
}

/** What is left when the day is over: the tokens, a locked chart with its export, and one that is in progress. */
export interface DemoDay {
  readonly apiUrl: string;
  readonly sessions: Stage['sessions'];
  readonly lockedChart: string;
  readonly openChart: string;
  readonly exported: string;
}

const signInAll = async (
  api: ApiClient,
  story: Storyteller,
  people: DemoSettings['people'],
): Promise<Stage['sessions']> => {
  const enter = (person: Person) => story.step(`the ${person} signs in`, () => signIn(api, people[person]));
  return {
    admin: await enter('admin'),
    medic: await enter('medic'),
    partner: await enter('partner'),
    biller: await enter('biller'),
    auditor: await enter('auditor'),
  };
};

/**
 * Plays a day of an agency against a deployed system, through its public HTTP and WebSocket interfaces alone. Every
 * answer is checked; the first one that is not as documented ends the day with a DemoFault.
 */
export const playDemo = async (settings: DemoSettings): Promise<DemoDay> => {
  const { apiUrl, tenantId, people, stateUrl } = settings;
  const api = new ApiClient(apiUrl);
  const story = new Storyteller(settings.tell);
  const sessions = await signInAll(api, story, people);
  const stage = { api, story, tenantId, sessions };
  const isSubmitting = await playAgency(stage, stateUrl);
  const lockedChart = await playFirstCall(stage);
  const openChart = await playSecondCall(stage);
  await playAudit(stage, lockedChart);
  const exported = await playExport(stage, lockedChart, isSubmitting);
  return { apiUrl: api.baseUrl, sessions, lockedChart, openChart, exported };
};
