import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { DemoFault } from './fault.ts';
import { Judgement } from './findings.ts';
import type { Stage } from './stage.ts';

const Requested = z.object({ id: z.string() });
const Listed = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const Export = Judgement.extend({
  status: z.string(),
  artifact: z.object({ sha256: z.string(), bytes: z.number() }).optional(),
  download: z.object({ url: z.string() }).optional(),
  submission: z.object({ outcome: z.object({ text: z.string() }).optional() }).optional(),
});
/** An export with its findings, its file, and what its state said. */
export type Export = z.infer<typeof Export>;

/** What an export is followed with. */
type Medic = Pick<Stage, 'api' | 'story' | 'sessions'>;

/** An export that is under way. */
export interface Job {
  readonly id: string;
  readonly chartId: string;
}

const WAIT_MS = 60_000;
const POLL_MS = 100;
const FAILED = ['validation_failed', 'rejected'];

const get = <S extends z.ZodType>({ api, sessions }: Medic, path: string, answer: S) =>
  api.call({ method: 'GET', path, token: sessions.medic.token, expects: 200 }, answer);

/** Asks for the export of a whole chart. */
export const askExport = async ({ api, sessions }: Medic, chartId: string): Promise<Job> => {
  const path = `/v1/charts/${chartId}/exports`;
  const asking = { body: { kind: 'full' }, key: randomUUID(), token: sessions.medic.token };
  const { id } = await api.call({ method: 'POST', path, ...asking, expects: 202 }, Requested);
  return { id, chartId };
};

/** Reads an export; the access trail keeps that. */
export const readExport = (medic: Medic, { id }: Job): Promise<Export> =>
  get(medic, `/v1/exports/${id}`, Export);

/** Waits until the list shows an export in another state than before: lists say nothing that the trail would keep. */
const changed = async (medic: Medic, { id, chartId }: Job, before: string | undefined): Promise<string> => {
  const deadline = performance.now() + WAIT_MS;
  while (performance.now() < deadline) {
    const { items } = await get(medic, `/v1/exports?chart_id=${chartId}`, Listed);
    const status = items.find((each) => each.id === id)?.status;
    if (status !== undefined && status !== before) return status;
    await sleep(POLL_MS);
  }
  throw new DemoFault({
    problem: `The export ${id} is still ${before ?? 'in no list'} after ${WAIT_MS / 1000} s.`,
    advice: `See whether the agency's state answers, and what dead letters there are: npm run ems -- queue list`,
  });
};

const failure = ({ status, findings, submission }: Export, { id }: Job): DemoFault =>
  new DemoFault({
    problem: `The export ${id} is ${status}: ${submission?.outcome?.text ?? findings[0]?.message}`,
    advice: `Read it with all its findings: GET /v1/exports/${id}`,
  });

/** Follows an export from a state to one of these, tells each that is seen, and gives the last; DemoFault if it fails. */
export const followExport = async (
  medic: Medic,
  job: Job,
  { from, until }: { readonly from?: string; readonly until: readonly string[] },
): Promise<string> => {
  if (from !== undefined && until.includes(from)) return from;
  const status = await medic.story.step(
    (now) => `  it is ${now}`,
    () => changed(medic, job, from),
  );
  if (FAILED.includes(status)) throw failure(await readExport(medic, job), job);
  return followExport(medic, job, { from: status, until });
};
