import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { ApiClient, Call, Json } from './api-client.ts';
import type { ByNumber } from './by-number.ts';
import type { Session } from './sign-in.ts';
import { pngFacts, UploadAnswer, upload } from './upload.ts';

const Written = z.object({ id: z.string(), version: z.number() });
const Opened = Written.extend({ incident_id: z.string() });
const Measured = Written.extend({ vital_id: z.string() });
const Filed = Written.extend(UploadAnswer.shape);

/** A chart as its writer knows it. */
export interface Opening {
  readonly chartId: string;
  readonly incidentId: string;
}

/** Opens a chart of an incident. The idempotency key is new each time, so each demonstration opens its own. */
export const openChart = async (
  api: ApiClient,
  session: Session,
  incidentNumber: string,
): Promise<Opening> => {
  const body = { incident_number: incidentNumber };
  const key = randomUUID();
  const call: Call = { method: 'POST', path: '/v1/charts', body, key, token: session.token, expects: 201 };
  const { id, incident_id } = await api.call(call, Opened);
  return { chartId: id, incidentId: incident_id };
};

/** Writes one chart on behalf of one user, and keeps the version that each write answers for the next. */
export class ChartWriter {
  readonly chartId: string;
  readonly #api: ApiClient;
  readonly #session: Session;
  #version = 1;

  constructor(api: ApiClient, session: Session, chartId: string) {
    this.#api = api;
    this.#session = session;
    this.chartId = chartId;
  }

  /** The version after the last write. */
  get version(): number {
    return this.#version;
  }

  patch(section: '' | '/patient' | '/narrative', changes: Json): Promise<void> {
    return this.#write({ ...this.#call(section, changes), method: 'PATCH', expects: 200 });
  }

  /** Adds a set of vital signs; gives its id, by which elements say more of it. */
  async measure(vitals: Json): Promise<string> {
    const { version, vital_id } = await this.#api.call(this.#call('/vitals', vitals), Measured);
    this.#version = version;
    return vital_id;
  }

  intervene(intervention: Json): Promise<void> {
    return this.#write(this.#call('/interventions', intervention));
  }

  /** Says by element number what there is no field for. */
  put(said: ByNumber): Promise<void> {
    return this.#write({ ...this.#call('/elements', { ...said }), method: 'PUT', expects: 200 });
  }

  moveTo(status: string, reason?: string): Promise<void> {
    const change = { to: status, ...(reason !== undefined && { reason }) };
    return this.#write({ ...this.#call('/transitions', change), expects: 200 });
  }

  /** Adds a signature or an attachment, and uploads its image to where the answer says. */
  async file(list: '/signatures' | '/attachments', facts: Json, png: Buffer): Promise<void> {
    const answer = await this.#api.call(this.#call(list, { ...facts, ...pngFacts(png) }), Filed);
    this.#version = answer.version;
    await upload(answer.upload, png);
  }

  #call(path: string, fields: Json): Call {
    const body = { ...fields, version: this.#version };
    const whole = `/v1/charts/${this.chartId}${path}`;
    return { method: 'POST', path: whole, body, token: this.#session.token, expects: 201 };
  }

  async #write(call: Call): Promise<void> {
    const { version } = await this.#api.call(call, Written);
    this.#version = version;
  }
}
