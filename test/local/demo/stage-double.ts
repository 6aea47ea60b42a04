import { ApiClient } from '../../../local/demo/api-client.ts';
import type { Session } from '../../../local/demo/sign-in.ts';
import type { Stage } from '../../../local/demo/stage.ts';
import { Storyteller, type Told } from '../../../local/demo/storyteller.ts';
import { type Got, type Reply, serve } from './http-double.ts';

const somebody = (name: string): Session => ({
  email: `${name}@candlewood-ems.example`,
  token: name,
  refreshToken: 'R',
});

const PEOPLE: Stage['sessions'] = {
  admin: somebody('admin'),
  medic: somebody('medic'),
  partner: somebody('partner'),
  biller: somebody('biller'),
  auditor: somebody('auditor'),
};

/** A stage whose API is an HTTP server with answers of the test; tells what was asked, and what was told, without times. */
export const stageWith = async (answer: (got: Got) => Reply) => {
  const { url, got, server } = await serve(answer);
  const told: (string | Told)[] = [];
  const story = new Storyteller((each) => told.push(each.kind === 'step' ? each.title : each));
  const stage: Stage = { api: new ApiClient(url), story, tenantId: 'candlewood-ems', sessions: PEOPLE };
  return { stage, told, got, url, close: () => server.close() };
};
