import * as z from 'zod';
import type { ApiClient, Json } from './api-client.ts';
import { CANDLEWOOD, TIME_ZONE } from './candlewood.ts';
import type { Stage } from './stage.ts';
import { STATE_ACCOUNT } from './state-account.ts';

const Agency = z.object({ version: z.number(), state: z.object({ endpoint: z.string() }).optional() });
const Written = Agency.pick({ version: true });

/** What every write of the agency stands on: the version before it. */
class AgencyWriter {
  readonly #api: ApiClient;
  readonly #token: string;
  #version: number;

  constructor(api: ApiClient, token: string, version: number) {
    this.#api = api;
    this.#token = token;
    this.#version = version;
  }

  async put(what: string, facts: Json): Promise<void> {
    const body = { version: this.#version, ...facts };
    const path = `/v1/agency/${what}`;
    const { version } = await this.#api.call(
      { method: 'PUT', path, body, token: this.#token, expects: 200 },
      Written,
    );
    this.#version = version;
  }
}

/**
 * The admin says who the agency is, which every report begins with; said again, nothing changes. `stateUrl` is where its
 * state takes reports. Gives whether exports are submitted: to that address, or to one that was set before.
 */
export const playAgency = async ({ api, story, sessions }: Stage, stateUrl?: string): Promise<boolean> => {
  const { token } = sessions.admin;
  const known = await story.step(
    ({ version }) =>
      `the admin reads what the agency has said of itself: ${version === 0 ? 'nothing yet' : `version ${version}`}`,
    () => api.call({ method: 'GET', path: '/v1/agency', token, expects: 200 }, Agency),
  );
  const agency = new AgencyWriter(api, token, known.version);
  await story.step(
    `  enters ${CANDLEWOOD.elements.length} elements of demographic data, by their numbers`,
    () => agency.put('elements', { ...CANDLEWOOD }),
  );
  await story.step(`  sets its time zone, ${TIME_ZONE}`, () =>
    agency.put('time-zone', { time_zone: TIME_ZONE }),
  );
  if (stateUrl === undefined) return known.state !== undefined;
  await story.step("  sets its account at its state's web service; the password is kept as a secret", () =>
    agency.put('state-account', { endpoint: stateUrl, ...STATE_ACCOUNT }),
  );
  return true;
};
